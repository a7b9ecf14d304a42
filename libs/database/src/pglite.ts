import { setImmediate as nextTurn } from 'node:timers/promises';
import { messages, PGlite, type Transaction } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { Database, Sql } from './database.js';
import { forgetValues } from './forget-values.js';
import { PrismaClient } from './generated/client.js';
import { keepMaintaining } from './maintain-tables.js';
import { migrate } from './migrate.js';

/** Longer than any batch needs; a transaction that exceeds it is a bug, not a slow disk. */
const transactionOptions = { maxWait: 30_000, timeout: 30_000 };

/**
 * Opens the embedded store in a folder (none: in memory) and brings its schema up to date.
 * PGlite has no lock of its own: the caller must hold the folder's lock.
 */
export async function openPglite(folder?: string): Promise<Database> {
  const pglite = await PGlite.create({ ...(folder === undefined ? {} : { dataDir: folder }), extensions: { vector } });
  leaveEventLoop(pglite);
  keepValuesSecret(pglite);
  await migrate(pglite);
  const stopMaintaining = keepMaintaining(pglite);
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(pglite), transactionOptions });
  return {
    prisma,
    sql: sqlOn(pglite),
    transaction: (work) => pglite.transaction((tx) => work(sqlOn(tx))),
    listen: (channel, onMessage) => pglite.listen(channel, onMessage),
    async close() {
      await stopMaintaining();
      await prisma.$disconnect();
      await pglite.close();
    },
  };
}

function sqlOn(connection: Pick<PGlite | Transaction, 'query'>): Sql {
  return {
    query: async <Row>(statement: string, ...parameters: unknown[]) =>
      (await connection.query<Row>(statement, parameters)).rows,
    execute: async (statement, ...parameters) => (await connection.query(statement, parameters)).affectedRows ?? 0,
  };
}

/** Longest that statements may hold the event loop, in milliseconds; one statement alone may take longer. */
const longestHoldMs = 2;

/**
 * PGlite computes on the calling thread and resolves in microtasks: a row of statements, even of several transactions,
 * would let no request, timer or worker message in between. So the loop gets a turn every few milliseconds.
 */
function leaveEventLoop(pglite: PGlite): void {
  const execute = pglite.execProtocolStream.bind(pglite);
  let heldSince = performance.now();
  pglite.execProtocolStream = async (...message) => {
    if (performance.now() - heldSince > longestHoldMs) {
      await nextTurn();
      heldSince = performance.now();
    }
    return execute(...message);
  };
}

/** Whoever sends a statement, Prisma or raw SQL, its error says nothing of the values. */
function keepValuesSecret(pglite: PGlite): void {
  const execute = pglite.execProtocolStream.bind(pglite);
  pglite.execProtocolStream = async (...message) => {
    try {
      return await execute(...message);
    } catch (error) {
      if (error instanceof messages.DatabaseError) forgetValues(error);
      throw error;
    }
  };
}
