import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openPglite } from '@driftdesk/database';
import { startDesk } from '../../support/desk.js';
import { emptyHome } from '../../support/prepared-home.js';

/** Each start and opening is measured so often, both kinds in turn; the median is told. */
const rounds = 3;

/** Milliseconds until it serves, and of the processor's time. */
interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

/**
 * What starts cost on the home of a desk that was killed, and on the same after an orderly end: of the desk until it is
 * ready, and of the store's part alone. A start ends in order, so each one after a kill has a copy of its own.
 */
export async function measureStarts(home: string): Promise<Record<string, number>> {
  const [killed, orderly, killedStore, orderlyStore]: Spent[][] = [[], [], [], []];
  for (let round = 0; round < rounds; round += 1) {
    const copy = await emptyHome();
    try {
      await cp(home, copy, { recursive: true });
      killed?.push(await startOf(copy));
      orderly?.push(await startOf(copy));
      orderlyStore?.push(await openingOf(join(copy, 'store')));
      await rm(join(copy, 'store'), { recursive: true });
      await cp(join(home, 'store'), join(copy, 'store'), { recursive: true });
      killedStore?.push(await openingOf(join(copy, 'store')));
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  }
  return {
    ...named('start', orderly),
    ...named('startAfterKill', killed),
    ...named('storeOpen', orderlyStore),
    ...named('storeOpenAfterKill', killedStore),
  };
}

async function startOf(home: string): Promise<Spent> {
  const since = performance.now();
  const desk = await startDesk(home);
  const wall = performance.now() - since;
  const { body } = await desk.call('GET', '/metrics');
  await desk.stop();
  return { wall, cpu: Number(/^process_cpu_seconds_total (.+)$/m.exec(body as string)?.[1]) * 1000 };
}

async function openingOf(store: string): Promise<Spent> {
  const [before, since] = [process.cpuUsage(), performance.now()];
  const database = await openPglite(store);
  const { user, system } = process.cpuUsage(before);
  const spent = { wall: performance.now() - since, cpu: (user + system) / 1000 };
  await database.close();
  return spent;
}

function named(name: string, spent: readonly Spent[] = []): Record<string, number> {
  const median = (of: (one: Spent) => number) => spent.map(of).sort((a, b) => a - b)[rounds >> 1] ?? Number.NaN;
  return { [`${name}Ms`]: median(({ wall }) => wall), [`${name}CpuMs`]: median(({ cpu }) => cpu) };
}
