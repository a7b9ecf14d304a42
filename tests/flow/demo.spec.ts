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

describe('the demo', () => {
  let desk: Desk;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    const prepared = await copyPreparedHome();
    remove = prepared.remove;
    desk = await startDesk(prepared.home, smallWindows);
  });
  afterAll(async () => {
    expect(await desk.stop()).toBe(0);
    await remove();
  });

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
});
