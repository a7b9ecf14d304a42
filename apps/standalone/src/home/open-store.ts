import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, openPglite, type Space, StoreRefused } from '@driftdesk/database';
import { type Logger, StartRefused } from '@driftdesk/platform';

const megabyte = 2 ** 20;

/** Opens the store of a home, and logs when it takes no writes. @throws StartRefused when it is damaged or has no space */
export async function openStore(home: string, reserveMb: number, logger: Logger): Promise<Database> {
  const reserveBytes = reserveMb * megabyte;
  await requireSpace(home, reserveBytes);
  try {
    return await openPglite(join(home, 'store'), {
      reserveBytes,
      onSpace: (space) => tellSpace(space, home, logger),
      onStopped: (stopped) => {
        if (stopped === undefined) logger.info('the store is open again');
        else logger.error({ reason: stopped.message }, 'the store stopped');
      },
    });
  } catch (error) {
    throw error instanceof StoreRefused ? new StartRefused(error.message) : error;
  }
}

/** A start writes: recovery, migrations, keys. */
async function requireSpace(home: string, reserveBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(home);
  if (bavail * bsize >= reserveBytes) return;
  throw new StartRefused(
    `The disk of ${home} has ${inMb(bavail * bsize)} MB free, and a desk needs ${inMb(reserveBytes)} MB (DISK_RESERVE_MB). Free some space on it. Nothing was changed.`,
  );
}

function tellSpace({ full, freeBytes, reserveBytes }: Space, home: string, logger: Logger): void {
  const figures = { home, freeMb: inMb(freeBytes), reserveMb: inMb(reserveBytes) };
  if (full) logger.error(figures, 'the disk is full: nothing is written until space is free again');
  else logger.info(figures, 'the disk has space again: tickets are taken and events are handled');
}

const inMb = (bytes: number) => Math.floor(bytes / megabyte);
