import type { PGlite } from '@electric-sql/pglite';

/**
 * Bytes of log from one checkpoint to the next. More would make a recovery longer; less would write more, because the
 * first change of a page after a checkpoint logs the whole page.
 */
export const checkpointBytes = 32 * 2 ** 20;

/** Written since the last checkpoint began: what a recovery would read. */
const distance = `
  SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float AS bytes FROM pg_control_checkpoint()`;

/**
 * What the checkpointer does on a server: PGlite has no background workers, so the log would grow as long as the desk
 * runs, and so would a recovery. @returns whether there was one
 */
export async function checkpointWhenDue(
  pglite: Pick<PGlite, 'query' | 'exec'>,
  dueBytes = checkpointBytes,
): Promise<boolean> {
  const { rows } = await pglite.query<{ bytes: number }>(distance);
  if ((rows[0]?.bytes ?? 0) < dueBytes) return false;
  await pglite.exec('CHECKPOINT');
  return true;
}
