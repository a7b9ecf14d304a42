import type { StoreUnavailable } from '@driftdesk/contracts';
import type { Prisma, PrismaClient } from './generated/client.js';

/** Token of the process's store. */
export const DATABASE = Symbol('Database');

/** Raw SQL with $1, $2 … for parameters; a JavaScript array is a PostgreSQL array. */
export interface Sql {
  query<Row>(statement: string, ...parameters: unknown[]): Promise<Row[]>;
  /** @returns the number of rows that changed */
  execute(statement: string, ...parameters: unknown[]): Promise<number>;
}

/** Prisma's client inside one of its transactions: every query of the transaction must go through it. */
export type PrismaTransaction = Prisma.TransactionClient;

/** One store: Prisma for read models and single records, raw SQL on the driver where sets are written at once. */
export interface Database {
  readonly prisma: PrismaClient;
  readonly sql: Sql;
  /** Runs `work` in one transaction; a throw rolls it back. Never call a model or an LLM inside. */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  /** Calls `onMessage` for each NOTIFY on the channel after its transaction commits; returns how to stop. */
  listen(channel: string, onMessage: (payload: string) => void): Promise<() => Promise<void>>;
  /** Why writes are refused now; nothing when they are not. Whoever can wait asks before slow work that ends in a write. */
  unavailable(): StoreUnavailable | undefined;
  close(): Promise<void>;
}

/** Raw SQL inside a transaction of Prisma's. */
export function sqlOf(tx: PrismaTransaction): Sql {
  return {
    query: (statement, ...parameters) => tx.$queryRawUnsafe(statement, ...parameters),
    execute: (statement, ...parameters) => tx.$executeRawUnsafe(statement, ...parameters),
  };
}

/** Sends NOTIFY when the transaction commits; the payload must stay below 8,000 bytes. */
export async function notify(sql: Sql, channel: string, payload: string): Promise<void> {
  await sql.query('SELECT pg_notify($1, $2)::text', channel, payload);
}
