import { link, mkdir, open, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StartRefused } from '@driftdesk/platform';

/**
 * Reads a secret; nothing when there is no such file. `what` names it in sentences.
 * @throws StartRefused when others of this machine may read it, or nobody can
 */
export async function readSecretFile(file: string, what: string): Promise<string | undefined> {
  try {
    const handle = await open(file, 'r');
    try {
      const { mode, uid } = await handle.stat();
      const bits = mode & 0o777;
      if (isOpenToOthers(bits, uid)) {
        throw new StartRefused(
          `${file}, ${what}, is open to other users of this machine (mode ${bits.toString(8)}). Close it: chmod 600 ${file}`,
        );
      }
      return (await handle.readFile('utf8')).trim();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if (error instanceof StartRefused) throw error;
    throw new StartRefused(`${file}, ${what}, cannot be read: ${(error as Error).message}.`);
  }
}

/**
 * Writes a secret into a file that only this user may read, whole and durable before it has its name. One that is there
 * by then stays. @returns what the file holds
 * @throws StartRefused when it cannot be written
 */
export async function createSecretFile(file: string, secret: string, what: string): Promise<string> {
  const partial = `${file}.partial-${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await rm(partial, { force: true });
    await writeFile(partial, secret, { flag: 'wx', mode: 0o600, flush: true });
    // A link fails when the file is there: the file system decides who was first.
    await link(partial, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await rm(partial);
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw new StartRefused(`${file}, ${what}, cannot be made: ${(error as Error).message}.`);
  }
  return (await readSecretFile(file, what)) ?? secret;
}

/** A name is only durable once its folder is: a key that signed and is lost would take what it signed with it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * As PostgreSQL asks of a server's key: its owner may read it and nobody else; where root owns it, as with secrets that a
 * container is given, its group may too.
 */
function isOpenToOthers(mode: number, owner: number): boolean {
  if (process.platform === 'win32') return false;
  const ownedByRoot = owner === 0 && process.getuid?.() !== 0;
  return (mode & (ownedByRoot ? 0o037 : 0o077)) !== 0;
}
