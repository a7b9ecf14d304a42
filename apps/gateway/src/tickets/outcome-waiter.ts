import type { TicketStatus } from '@driftdesk/contracts';
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
  async wait(id: string, seconds: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const finish = (finished: boolean) => {
        stop();
        clearTimeout(timer);
        resolve(finished);
      };
      const look = () => {
        this.tickets.status(id).then((status) => {
          if (!unfinished.includes(status)) finish(true);
        }, reject);
      };
      const stop = this.changes.watch(id, look);
      const timer = setTimeout(() => finish(false), seconds * 1000);
      look();
    });
  }
}
