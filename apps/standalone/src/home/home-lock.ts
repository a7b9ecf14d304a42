import { link, mkdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefused } from '@driftdesk/platform';

interface Holder {
  readonly pid: number;
  /** Start of the process in clock ticks since boot, where the system tells: a reused pid is another process. */
  readonly startedAt: string | null;
}

/**
 * Takes the folder for this process: PGlite has no lock, and two processes on one store corrupt it. The lock of a
 * process that was killed is taken over.
 * @returns how to give it back
 * @throws StartRefused when a living process holds it, or the folder cannot be written
 */
export async function lockHome(home: string): Promise<() => Promise<void>> {
  const path = join(home, 'lock');
  const own = `${path}.${process.pid}`;
  await writeOwn(home, own);
  try {
    // `link` fails when the lock is there: the file system decides who was first, and a lock is never half written.
    while (!(await linked(own, path))) await removeStale(home, path);
  } finally {
    await unlink(own);
  }
  return () => rm(path, { force: true });
}

async function writeOwn(home: string, own: string): Promise<void> {
  const holder: Holder = { pid: process.pid, startedAt: await startOf(process.pid) };
  try {
    await mkdir(home, { recursive: true });
    await writeFile(own, JSON.stringify(holder));
  } catch (error) {
    throw new StartRefused(
      `${home} cannot hold the state of this desk: ${(error as Error).message}. Set DRIFTDESK_HOME to a folder that this user may write.`,
    );
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function removeStale(home: string, path: string): Promise<void> {
  const content = await readFile(path, 'utf8').catch(() => undefined);
  if (content === undefined) return;
  const holder = readHolder(path, content);
  if (await isAlive(holder)) {
    throw new StartRefused(
      `${home} is in use by process ${holder.pid}. Stop that one, or set DRIFTDESK_HOME to another folder.`,
    );
  }
  // Renamed before it is removed: should another process have replaced it meanwhile, its lock is put back.
  const aside = `${path}.stale.${process.pid}`;
  await rename(path, aside).catch(() => undefined);
  const removed = await readFile(aside, 'utf8').catch(() => undefined);
  if (removed !== undefined && removed !== content) await linked(aside, path);
  await rm(aside, { force: true });
}

/** A lock is written whole; one that says nothing was made by others, or is what a crash of the machine left. */
function readHolder(path: string, content: string): Holder {
  try {
    const { pid, startedAt } = JSON.parse(content) as Holder;
    if (Number.isSafeInteger(pid) && pid > 0) return { pid, startedAt };
  } catch {
    // Told below.
  }
  throw new StartRefused(
    `${path} does not say which process uses the home. If no desk runs on it, delete this file; what else is in the folder is not touched by that. If in doubt, put the folder back from a backup.`,
  );
}

async function isAlive({ pid, startedAt }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return startedAt === null || (await startOf(pid)) === startedAt;
}

/** Field 22 of /proc/PID/stat (proc(5)); null where there is no such file. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
