import type { StreamTicket } from './tickets.js';

/** One way to serve the stream. */
export interface Arm {
  /** Says the labels of tickets that come now, with the version that serves now; then takes the tickets in. */
  serve(tickets: readonly StreamTicket[]): Promise<string[]>;
  /** Agents have said the labels of tickets that were served before. */
  label(tickets: readonly StreamTicket[]): Promise<void>;
  /** Everything that came before has come to an end: waits for trainings. `next` is the place of the next ticket. */
  settle(next: number): Promise<void>;
  close(): Promise<void>;
}

/** A training of an arm, and what became of it. */
export interface Retraining {
  /** Place of the ticket that came next. */
  readonly at: number;
  readonly outcome: string;
}
