import { StoreUnavailable } from '@driftdesk/contracts';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { Database, Sql } from './database.js';
import { every } from './engine/every.js';
import type { PostgresError } from './engine/forget-values.js';
import { fullSentence, type Space, watchSpace } from './engine/free-space.js';
import { keepOpen, type LastingEngine } from './engine/keep-open.js';
import { checkpointWhenDue } from './engine/limit-log.js';
import { createListeners } from './engine/listeners.js';
import { maintainTables } from './engine/maintain-tables.js';
import { EngineFailed, openEngine } from './engine/open-engine.js';
import { checkFolder } from './folder/check-folder.js';
import { checkTables } from './folder/check-tables.js';
import { createStore } from './folder/create-store.js';
import { damaged, StoreRefused } from './folder/store-refused.js';
import { PrismaClient } from './generated/client.js';
import { migrate } from './migrate.js';

/** Longer than any batch needs; a transaction that exceeds it is a bug, not a slow disk. */
const transactionOptions = { maxWait: 30_000, timeout: 30_000 };

const maintainEveryMs = 10_000;
const checkpointEveryMs = 1_000;

export interface PgliteOptions {
  /** Below so much free space the store is read only; 0 when absent. */
  readonly reserveBytes?: number;
  /** Bytes of log from one checkpoint to the next; 32 MB when absent, none when infinite: then the log grows on. */
  readonly checkpointBytes?: number;
  /** Told when writes begin to be refused for lack of space, and when they no longer are. */
  readonly onSpace?: (space: Space) => void;
  /** Told when the engine stopped, with its last words, and when it is open again. */
  readonly onStopped?: (stopped: StoreUnavailable | undefined) => void;
}

/**
 * Opens the embedded store in a folder (none: in memory) and brings its schema up to date. An empty or missing folder
 * gets a new store. PGlite has no lock of its own: the caller must hold the folder's lock.
 * @throws StoreRefused when the store is damaged, of another version or not to be written
 */
export async function openPglite(folder?: string, options: PgliteOptions = {}): Promise<Database> {
  if (folder !== undefined && !(await checkFolder(folder))) await createStore(folder);
  const listeners = createListeners();
  let full: StoreUnavailable | undefined;
  const engine = await keepOpen(
    () => openEngine(folder),
    async (pglite) => {
      await setReadOnly(pglite, full !== undefined);
      await listeners.renew(pglite);
    },
    options.onStopped,
  ).catch((error: unknown) => {
    throw folder === undefined ? error : refusedStore(folder, error);
  });
  const { pglite } = engine;
  await prepare(engine, folder);
  const upkeep = [
    every(maintainEveryMs, async () => full ?? maintainTables(pglite)),
    every(checkpointEveryMs, () => checkpointWhenDue(pglite, options.checkpointBytes)),
    ...(folder === undefined
      ? []
      : [
          watchSpace(folder, options.reserveBytes ?? 0, async (space) => {
            await setReadOnly(pglite, space.full);
            full = space.full ? new StoreUnavailable('full', fullSentence) : undefined;
            options.onSpace?.(space);
          }),
        ]),
  ];
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(pglite), transactionOptions });
  return {
    prisma,
    sql: sqlOn(pglite),
    transaction: (work) => pglite.transaction((tx) => work(sqlOn(tx))),
    listen: (channel, onMessage) => listeners.add(pglite, channel, onMessage),
    unavailable: () => engine.stopped() ?? full,
    async close() {
      await Promise.all(upkeep.map((stop) => stop()));
      await prisma.$disconnect();
      await engine.close();
    },
  };
}

/** Transactions that begin from now on may not write; PostgreSQL itself refuses, so nothing can go round it. */
async function setReadOnly(pglite: PGlite, readOnly: boolean): Promise<void> {
  await pglite.exec(`SET default_transaction_read_only = ${readOnly ? 'on' : 'off'}`);
}

/** Checks the tables of an opened store, and brings its schema up to date. */
async function prepare(engine: LastingEngine, folder: string | undefined): Promise<void> {
  try {
    if (folder !== undefined) await checkTables(engine.pglite, folder);
    await migrate(engine.pglite);
  } catch (error) {
    await engine.close().catch(() => undefined);
    throw folder === undefined ? error : refusedStore(folder, error);
  }
}

/** Class XX of SQLSTATE: PostgreSQL found something in its own files that cannot be. */
const internalError = 'XX';

/** Says of an error which a damaged store or a full disk explains that it is that. */
function refusedStore(folder: string, error: unknown): unknown {
  const { message, code } = error as PostgresError;
  if (/no space left/i.test(message)) return new StoreRefused(`The disk of ${folder} is full. Free some space on it.`);
  const broken = error instanceof EngineFailed || code?.startsWith(internalError);
  return broken ? damaged(folder, `${folder} cannot be opened: ${message}.`) : error;
}

function sqlOn(connection: Pick<PGlite | Transaction, 'query'>): Sql {
  return {
    query: async <Row>(statement: string, ...parameters: unknown[]) =>
      (await connection.query<Row>(statement, parameters)).rows,
    execute: async (statement, ...parameters) => (await connection.query(statement, parameters)).affectedRows ?? 0,
  };
}
