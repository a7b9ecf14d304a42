import { setImmediate as nextTurn } from 'node:timers/promises';
import { StoreUnavailable } from '@driftdesk/contracts';
import { messages, PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { forgetValues } from './forget-values.js';
import { refusedWrite } from './free-space.js';
import { PrivateFiles } from './private-files.js';
import { stopOnPanic } from './stop-on-panic.js';

/**
 * The log's files are of 16 MB and used anew: so much of it is kept ready after a checkpoint, so that a full disk does
 * not meet a commit in hand, and not more than the second figure beyond that.
 */
const logSettings = ['-c', 'min_wal_size=48MB', '-c', 'max_wal_size=64MB'];

export interface Engine {
  readonly pglite: PGlite;
  /** Why it takes no statements any more; nothing while it does. */
  stopped(): StoreUnavailable | undefined;
}

/** PostgreSQL in WebAssembly, on a folder that holds a store (none: in memory). @throws EngineFailed with what it said */
export async function openEngine(folder: string | undefined): Promise<Engine> {
  let said = '';
  const lastWords = (line: string) => {
    if (/\b(FATAL|PANIC): /.test(line)) said = line.replace(/^.*?\b(FATAL|PANIC): +/, '');
    return true;
  };
  try {
    const pglite = await PGlite.create({
      ...(folder === undefined ? {} : { fs: new PrivateFiles(folder) }),
      extensions: { vector },
      startParams: [...PGlite.defaultStartParams, ...logSettings],
      onStderr: lastWords,
    });
    const stopped = stopOnPanic(pglite, () => new StoreUnavailable('stopped', stoppedSentence(said)));
    leaveEventLoop(pglite);
    translateErrors(pglite);
    return { pglite, stopped };
  } catch (error) {
    throw new EngineFailed(said || (error as Error).message, { cause: error });
  }
}

const stoppedSentence = (said: string) =>
  `The store stopped (${said || 'its engine failed'}). It opens again by itself; nothing that was confirmed is lost.`;

/** PostgreSQL did not start; the message is what it said. */
export class EngineFailed extends Error {
  override readonly name = 'EngineFailed';
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

/** Whoever sends a statement, Prisma or raw SQL: its error says nothing of the values, and one for lack of space says that. */
function translateErrors(pglite: PGlite): void {
  const execute = pglite.execProtocolStream.bind(pglite);
  pglite.execProtocolStream = async (...message) => {
    try {
      return await execute(...message);
    } catch (error) {
      if (!(error instanceof messages.DatabaseError)) throw error;
      forgetValues(error);
      throw refusedWrite(error.code) ?? error;
    }
  };
}
