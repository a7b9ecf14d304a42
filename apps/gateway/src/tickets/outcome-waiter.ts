import type { Author, TicketStatus } from '@driftdesk/contracts';
import { Slots } from '@driftdesk/platform';
import { Injectable } from '@nestjs/common';
import { TicketChanges } from './ticket-changes.js';
import { TicketReader } from './ticket-reader.js';

/** Longest wait that `Prefer: wait=N` gets, in seconds. */
export const maxWaitSeconds = 30;

const unfinished: readonly TicketStatus[] = ['received', 'classified'];

/** Waits at the same time; a caller beyond them is not kept waiting. */
const places = { perCaller: 200, total: 2_000 };

/** Waits for the machine's outcome of a ticket. */
@Injectable()
export class OutcomeWaiter {
  private readonly slots = new Slots('waits', places);

  constructor(
    private readonly changes: TicketChanges,
    private readonly tickets: TicketReader,
  ) {}

  /** @returns whether the machine finished the ticket within the time; nothing when too many wait already */
  async wait(id: string, seconds: number, viewer: Author): Promise<boolean | undefined> {
    const release = this.slots.tryTake(viewer.id);
    if (release === undefined) return undefined;
    let stop: (() => void) | undefined;
    let timer: NodeJS.Timeout | undefined;
    const ended = new Promise<boolean>((resolve, reject) => {
      const look = () => {
        this.tickets.status(id, viewer).then((status) => {
          if (!unfinished.includes(status)) resolve(true);
        }, reject);
      };
      stop = this.changes.watch(id, look);
      timer = setTimeout(() => resolve(false), seconds * 1000);
      look();
    });
    try {
      return await ended;
    } finally {
      release();
      stop?.();
      clearTimeout(timer);
    }
  }
}
