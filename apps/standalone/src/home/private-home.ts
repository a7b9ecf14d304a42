import { chmod, lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefused } from '@driftdesk/platform';

const ofOthers = 0o077;
const writableByAll = 0o002;

/**
 * Makes the home, or closes one that other users of the machine could read, as homes were made before: the store holds
 * tickets and password hashes. A closed folder closes all that is in it; what is in it is narrowed too, once, because a
 * copy may end up elsewhere.
 * @returns what was done, for the log; nothing when nothing was
 * @throws StartRefused when every user may have put files there, or the folder is another's
 */
export async function keepPrivate(home: string): Promise<string | undefined> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    return await close(home);
  } catch (error) {
    if (error instanceof StartRefused) throw error;
    throw new StartRefused(
      `${home} cannot hold the state of this desk: ${(error as Error).message}. Set DRIFTDESK_HOME to a folder that this user may write.`,
    );
  }
}

async function close(home: string): Promise<string | undefined> {
  const { mode, uid } = await stat(home);
  if ((mode & ofOthers) === 0) return undefined;
  if ((await readdir(home)).length > 0) await refuseOpened(home);
  if (!mayChange(uid)) {
    if ((mode & writableByAll) === 0) return undefined;
    throw new StartRefused(
      `${home} belongs to another user, and every user may write there. Set DRIFTDESK_HOME to a folder below it, which the desk makes for itself.`,
    );
  }
  // The home may be a link; links inside are left alone.
  const narrowed = await narrow(await realpath(home));
  if (narrowed === 0) return undefined;
  return `Other users of this machine could read what is in ${home}, and may have changed the files of its store. It is closed to them now. Where they are not trusted, change passwords and keys.`;
}

/** Where all may make files, what is there may be anybody's. */
async function refuseOpened(home: string): Promise<void> {
  for (const folder of [home, join(home, 'store'), join(home, 'keys')]) {
    const { mode } = await stat(folder).catch(() => ({ mode: 0 }));
    if ((mode & writableByAll) === 0) continue;
    throw new StartRefused(
      `Every user of this machine may write ${folder}, so what is in it may not be the desk's own. Put it back from a backup, or, if you trust it, run: chmod -R go-rwx ${JSON.stringify(home)}`,
    );
  }
}

const mayChange = (owner: number) => [0, owner].includes(process.getuid?.() ?? owner);

/** @returns how many files and folders below others could use; the folder itself comes last: a cut walk is done again */
async function narrow(folder: string): Promise<number> {
  let narrowed = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) narrowed += await narrow(path);
    else if (entry.isFile()) narrowed += await narrowOne(path);
  }
  await narrowOne(folder);
  return narrowed;
}

async function narrowOne(path: string): Promise<number> {
  const { mode, uid } = await lstat(path);
  if ((mode & ofOthers) === 0 || !mayChange(uid)) return 0;
  await chmod(path, mode & ~ofOthers & 0o7777);
  return 1;
}
