import type { PGlite } from '@electric-sql/pglite';

/** The exit code by which the engine reports an error of one statement, which it survives (POSTGRES_MAIN_LONGJMP). */
const statementFailed = 100;

/** The calls of PGlite's WebAssembly module that a statement makes. */
interface Engine {
  _PostgresMainLoopOnce(): void;
  _PostgresSendReadyForQueryIfNecessary(): void;
  _pgl_pq_flush(): void;
  stackRestore(pointer: number): void;
}

/**
 * PGlite calls its engine again and again until the statement has been read, whatever the engine throws: one that gave
 * up for good (PostgreSQL's PANIC: the log cannot be written) reads nothing any more, and the loop never ends. With
 * this, the statement fails, and so does every later one.
 * @param failed what they fail with
 * @returns what they fail with, once one has
 */
export function stopOnPanic<Failure extends Error>(pglite: PGlite, failed: () => Failure): () => Failure | undefined {
  const engine = pglite.Module as unknown as Engine;
  const { _PostgresMainLoopOnce: run, stackRestore, ...rest } = engine;
  let failure: Failure | undefined;
  engine._PostgresMainLoopOnce = () => {
    if (failure !== undefined) throw failure;
    try {
      run();
    } catch (error) {
      if ((error as { status?: unknown }).status !== statementFailed) failure = failed();
      throw error;
    }
  };
  // The only call of the loop's handler that may throw out of it.
  engine.stackRestore = (pointer) => {
    if (failure !== undefined) throw failure;
    stackRestore(pointer);
  };
  for (const name of ['_PostgresSendReadyForQueryIfNecessary', '_pgl_pq_flush'] as const) {
    engine[name] = () => {
      if (failure === undefined) rest[name]();
    };
  }
  return () => failure;
}
