import { setTimeout as pause } from 'node:timers/promises';
import type { Desk } from './desk.js';

/** Clients that submit tickets without end, whatever happens to the desk. */
export interface TicketLoad {
  /** Idempotency-Key → the id that the desk acknowledged. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** Submissions that were repeated because a connection broke. */
  readonly retries: number;
  /** Replies that no client should get. */
  readonly surprises: readonly string[];
  /** Tells the clients which desk to talk to. */
  moveTo(desk: Desk): void;
  /** Takes no new tickets; resolves when each one begun is acknowledged. */
  finish(): Promise<void>;
  /** Gives up at once, acknowledged or not. */
  abandon(): void;
}

/** Starts clients; each submits a ticket, repeats it under its key until it is acknowledged, and pauses. */
export function startLoad(tickets: readonly object[], clients: number, pauseMs: number): TicketLoad {
  const acknowledged = new Map<string, string>();
  const surprises: string[] = [];
  let retries = 0;
  let desk: Desk | undefined;
  let ending = false;
  let abandoned = false;
  let begun = 0;

  async function acknowledge(key: string, ticket: object): Promise<void> {
    while (!abandoned) {
      const reply = await desk?.call('POST', '/v1/tickets', ticket, { 'idempotency-key': key }).catch(() => undefined);
      if (reply?.status === 202) return void acknowledged.set(key, reply.body.id as string);
      if (reply !== undefined) surprises.push(`${reply.status} ${JSON.stringify(reply.body)}`);
      retries += 1;
      await pause(100);
    }
  }

  async function client(): Promise<void> {
    while (!ending) {
      const n = begun++;
      await acknowledge(`load-${n}`, tickets[n % tickets.length] as object);
      await pause(pauseMs);
    }
  }

  const running = Promise.all(Array.from({ length: clients }, client));
  return {
    acknowledged,
    surprises,
    get retries() {
      return retries;
    },
    moveTo: (next) => void (desk = next),
    async finish() {
      ending = true;
      await running;
    },
    abandon: () => void (ending = abandoned = true),
  };
}
