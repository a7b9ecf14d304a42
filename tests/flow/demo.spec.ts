import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runDemo } from '../support/demo.js';
import { type Desk, startDesk } from '../support/desk.js';
import { copyPreparedHome } from '../support/prepared-home.js';

/** What the README starts a desk for the demo with. */
const smallWindows = {
  DRIFT_WINDOW: '100',
  DRIFT_REFERENCE: '100',
  DRIFT_MINIMUM_WINDOW: '50',
  LOOP_LABELS: '100',
  WATCH_LABELS: '20',
};
const playMs = 1_200_000;

describe('the demo', () => {
  let desk: Desk;
  let remove: () => Promise<void>;
  let first: string;
  beforeAll(async () => {
    const prepared = await copyPreparedHome();
    remove = prepared.remove;
    desk = await startDesk(prepared.home, smallWindows);
    first = (await model()).champion;
  });
  afterAll(async () => {
    expect(await desk.stop()).toBe(0);
    await remove();
  });

  const model = async () => (await desk.call('GET', '/v1/models/ticket-triage')).body;
  const rollouts = async () => (await desk.call('GET', '/v1/rollouts')).body.items;
  const predict = async (body: string) => {
    const reply = await desk.call('POST', '/v1/models/ticket-triage/predict', { body });
    return reply.body.predictions[0].heads.queue.label;
  };
  const setLoop = (body: object) => desk.call('PUT', '/v1/loop', body);

  it('says what it misses', async () => {
    const nowhere = await runDemo(['--url', 'http://127.0.0.1:9']);
    expect([nowhere.code, nowhere.errors]).toEqual([1, expect.stringMatching(/^No desk answers at http:\/\/127/)]);
    const wrong = await runDemo(['--label-share', '0', '--url', desk.url]);
    expect([wrong.code, wrong.errors]).toEqual([1, expect.stringMatching(/^--label-share 0: it must be above 0/)]);
  });

  it('stops with the reason when somebody holds the loop', async () => {
    await setLoop({ paused: true });
    const paused = await runDemo(['--url', desk.url]);
    expect([paused.code, paused.errors]).toEqual([1, expect.stringMatching(/^The loop is paused\..*\n$/)]);
    await setLoop({ paused: false, autonomy: 'off' });
    const off = await runDemo(['--url', desk.url]);
    expect([off.code, off.errors]).toEqual([1, expect.stringMatching(/^The loop’s autonomy is off\..*\n$/)]);
    await setLoop({ autonomy: 'auto' });
  });

  it('ends when it is told to; the desk keeps what it has got', async () => {
    const ending = await runDemo(['--url', desk.url], (text, end) => {
      if (text.includes('reference ')) end();
    });
    expect([ending.code, ending.errors]).toEqual([130, '']);
    expect(ending.output).toMatch(/25 of 100 tickets\.\nThe demo ends here; the desk keeps what it has got\.\n$/);
    const { body } = await desk.call('GET', '/v1/tickets?limit=200');
    expect(body.items.length).toBeGreaterThanOrEqual(25);
  });

  it(
    'plays an unseen topic until a version serves that knows it, with no hand in between',
    async () => {
      const topic = 'My badge does not open the side entrance, the reader at the door blinks red.';
      expect(await predict(topic)).not.toBe('building');
      const ending = await runDemo(['--url', desk.url]);
      expect([ending.code, ending.errors]).toEqual([0, '']);
      const [rollout] = await rollouts();
      expect(rollout).toMatchObject({ status: 'watching', champion: first, version: expect.stringMatching(/^v-/) });
      expect(await model()).toMatchObject({ champion: rollout.version, loaded: rollout.version, status: 'ok' });
      expect(await predict(topic)).toBe('building');
      const steps = ending.output.split('\n').flatMap((line) => /^\d\d:\d\d {2}(\w+) /.exec(line)?.[1] ?? []);
      const story = ['plan', 'reference', 'drift', 'rollout', 'labels', 'training', 'gate', 'replay'];
      const inOrder = [...story, 'promoted', 'serving', 'topic', 'watch'];
      expect([...new Set(steps)].filter((step) => inOrder.includes(step))).toEqual(inOrder);
      expect(ending.output).toContain(`${rollout.version} in place of ${first}.`);
      expect(ending.output).toMatch(new RegExp(`${first} put 0 of [1-9]\\d* there\\.`));
    },
    playMs,
  );

  it('has nothing to play when the champion knows the topic', async () => {
    const again = await runDemo(['--url', desk.url]);
    expect([again.code, again.errors]).toEqual([1, expect.stringContaining('has learned "building" already')]);
  });

  it(
    'shows how a version that turns bad live is rolled back, and why',
    async () => {
      const ending = await runDemo(['regression', '--url', desk.url]);
      expect([ending.code, ending.errors]).toEqual([0, '']);
      const [rollout] = (await rollouts()).filter(({ version }: { version?: string }) => version !== undefined);
      expect(rollout).toMatchObject({ status: 'rolled_back', champion: first, watch: { verdict: 'worse' } });
      expect(rollout.reason).toMatch(/^It errs on \d+ of \d+ labelled tickets, the version before on \d+ \(p = /);
      expect(ending.output).toContain(rollout.reason);
      expect(ending.output).toContain(`${first} serves again`);
      expect(await model()).toMatchObject({ champion: first, loaded: first, status: 'ok' });
    },
    playMs,
  );
});
