import type { Prisma, PrismaClient } from './generated/client.js';

/** Token of the process's store. */
export const DATABASE = Symbol('Database');

/** The client inside a transaction: every query of the transaction must go through it. */
export type Transaction = Prisma.TransactionClient;

/** One store: Prisma for read models, raw SQL through the same client where sets are written at once. */
export interface Database {
  readonly prisma: PrismaClient;
  /** Runs `work` in one transaction; a throw rolls it back. Never call a model or an LLM inside. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** Calls `onMessage` for each NOTIFY on the channel after its transaction commits; returns how to stop. */
  listen(channel: string, onMessage: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Sends NOTIFY when the transaction commits; the payload must stay below 8,000 bytes. */
export async function notify(tx: Transaction, channel: string, payload: string): Promise<void> {
  await tx.$queryRawUnsafe('SELECT pg_notify($1, $2)::text', channel, payload);
}
