import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { loopDesk, play, roomTickets, rolloutIn, usualTickets } from '../support/loop-desk.js';
import type { PreparedDesk } from '../support/prepared-desk.js';
import { allFinished, allTickets } from '../support/ticket-list.js';

/** Statuses of a rollout and stages of its training, in the order in which they come. The sixth training would be refused. */
const stages = ['waiting_labels', 'embed', 'search', 'fit', 'evaluate', 'validating', 'promoting', 'watching'];
/** Here it is the trainer that is killed. */
const trainerKill = 'fit';
const wholeMs = 600_000;

describe('a loop whose processes are killed', () => {
  let desk: PreparedDesk;
  beforeAll(async () => void (desk = await loopDesk()), wholeMs);
  afterAll(() => desk.remove());

  const get = async (path: string) => (await desk.call('GET', path)).body;
  /** Where the newest rollout is. */
  async function stage(): Promise<string> {
    const [rollout] = (await get('/v1/rollouts?limit=1')).items;
    if (rollout?.status !== 'training') return rollout?.status ?? 'none';
    return (await get(`/v1/training-runs/${rollout.trainingRunId}`)).stage ?? 'queued';
  }
  /** Waits for one of these stages, as closely as it can; some last a few milliseconds. */
  async function comesTo(wanted: ReadonlySet<string>): Promise<string> {
    for (;;) {
      const now = await stage();
      if (wanted.has(now)) return now;
      if (['rejected', 'failed', 'rolled_back', 'kept'].includes(now)) throw new Error(`The rollout is ${now}.`);
      await pause(2);
    }
  }

  it(
    'ends in one version that serves, whatever they were at',
    async () => {
      await desk.call('POST', '/v1/models/ticket-triage/labels', { head: 'queue', label: 'meeting-rooms' });
      await desk.call('PUT', '/v1/loop', { paused: true });
      await play(desk, usualTickets(0, 60));
      await play(desk, roomTickets(0, 130));
      const left = new Set(stages);
      const killed: string[] = [];
      while (left.has('watching')) {
        const now = await comesTo(left);
        // Those that passed too quickly to be seen are not waited for.
        for (const earlier of [...left]) {
          left.delete(earlier);
          if (earlier === now) break;
        }
        if (now === trainerKill) process.kill(await trainerOf(desk.pid), 'SIGKILL');
        else {
          await desk.kill();
          await desk.start();
        }
        killed.push(now);
        if (now === 'waiting_labels') await desk.call('PUT', '/v1/loop', { paused: false });
      }
      process.stderr.write(`killed at ${killed.join(', ')}\n`);
      expect(killed).toEqual(expect.arrayContaining(['waiting_labels', 'embed', 'search', 'watching']));

      await play(desk, roomTickets(200, 24));
      const rollout = await rolloutIn(desk, ['kept']);
      expect((await get('/v1/rollouts')).items).toHaveLength(1);
      const champion = await get('/v1/models/ticket-triage');
      expect(champion).toMatchObject({ champion: rollout.version, loaded: rollout.version, status: 'ok' });
      const runs = (await get('/v1/training-runs')).items.filter(
        ({ rolloutId }: { rolloutId?: string }) => rolloutId === rollout.id,
      );
      expect(runs.map(({ status }: { status: string }) => status).sort()).toEqual([
        ...runs.slice(1).map(() => 'interrupted'),
        'trained',
      ]);
      await noHalfVersion(desk.home);
      await allFinished(desk, 60_000);
      // Three hundred are those of the import that trained the champion.
      expect(await allTickets(desk)).toHaveLength(300 + 60 + 130 + 24);
      expect((await get('/v1/dead-letters')).items).toEqual([]);
    },
    wholeMs,
  );
});

/** Whole versions alone, and nothing of runs that are over. */
async function noHalfVersion(home: string): Promise<void> {
  await eventually(async () => expect(await readdir(join(home, 'training')).catch(() => [])).toEqual([]));
  const versions = await readdir(join(home, 'models', 'ticket-triage'));
  expect(versions.filter((name) => !/^v-[0-9a-f]{12}$/.test(name))).toEqual([]);
}

/** The process that the desk trains in. */
async function trainerOf(pid: number): Promise<number> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ');
  const [trainer] = children.map(Number).filter((child) => child > 0);
  if (trainer === undefined) throw new Error('The desk has no trainer.');
  return trainer;
}
