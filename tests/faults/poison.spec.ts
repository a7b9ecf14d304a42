import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openPglite } from '@driftdesk/database';
import { listLetters } from '@driftdesk/messaging';

const program = fileURLToPath(new URL('../support/poisoned-process.js', import.meta.url));
const eventCount = 40;
const poisonous = '7';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'driftdesk-poison-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

describe.each(['kill', 'spin'])('an event whose handling makes the process %s', (death) => {
  it('is buried after three restarts; all others are handled once, and its ticket is told', async () => {
    const ends: string[] = [];
    while (ends.at(-1) !== 'settled') {
      ends.push(await live(death));
      expect(ends.length).toBeLessThanOrEqual(4);
    }
    expect(ends).toEqual(['died', 'died', 'died', 'settled']);

    const database = await openPglite(join(folder, 'store'));
    try {
      const handled = async (consumer: string) => {
        const rows = await database.sql.query<{ what: string }>(
          'SELECT what FROM public.handled WHERE consumer = $1',
          consumer,
        );
        return rows.map(({ what }) => what).sort();
      };
      const all = Array.from({ length: eventCount }, (_, n) => String(n)).sort();
      expect(await handled('till')).toEqual(all);
      expect(await handled('shop')).toEqual(all.filter((n) => n !== poisonous));
      const { items } = await listLetters(database, 10);
      expect(items).toMatchObject([{ consumer: 'shop', attempts: 3 }]);
      expect(items[0]?.reason).toContain('was begun three times and never ended');
      expect(await handled('desk')).toEqual([items[0]?.reason]);
    } finally {
      await database.close();
    }
  }, 120_000);
});

/** One life of the process. One that blocks is killed, as whoever watches over it does. @returns how it ended */
async function live(death: string): Promise<'died' | 'settled'> {
  const child = spawn(process.execPath, [program, join(folder, 'store'), death], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'] ?? '' },
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.includes('spins')) child.kill('SIGKILL');
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal === 'SIGKILL') return 'died';
  expect(code).toBe(0);
  return 'settled';
}
