import type { Author, TicketStatus } from '@driftdesk/contracts';
import { Injectable } from '@nestjs/common';
import { TicketChanges } from './ticket-changes.js';
import { TicketReader } from './ticket-reader.js';

/** Longest wait that `Prefer: wait=N` gets, in seconds. */
export const maxWaitSeconds = 30;

const unfinished: readonly TicketStatus[] = ['received', 'classified'];

/** Waits for the machine's outcome of a ticket. */
@Injectable()
export class OutcomeWaiter {
  constructor(
    private readonly changes: TicketChanges,
    private readonly tickets: TicketReader,
  ) {}

  /** @returns whether the machine finished the ticket within the time */
  async wait(id: string, seconds: number, viewer: Author): Promise<boolean> {
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
      stop?.();
      clearTimeout(timer);
    }
  }
}
