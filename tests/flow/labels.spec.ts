import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Example } from '@driftdesk/contracts';
import { model } from '@driftdesk/ticket-triage';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';
import { trainChampion } from '../support/train-version.js';

const name = model.spec.name;
const rooms = ['atlas', 'borealis', 'cassini', 'delta', 'europa', 'fuji'];
const wishes = [
  'The heating is cold in meeting room',
  'The ceiling light flickers above the desk in room',
  'Please bring two more chairs into room',
  'The window does not close in room',
];

/** Tickets for a queue that no demo ticket has: each wish is a group. */
const facilities = (count: number): Example[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `facilities-${at}`,
    group: `facilities-${at % wishes.length}`,
    body: `${wishes[at % wishes.length]} ${rooms[at % rooms.length]} on floor ${at}.`,
    language: 'en',
    source: 'agent',
    labels: { queue: 'facilities' },
  }));

/** Enough of the demo tickets for every label to be learned, few enough for a quick training. */
const demo = model.demo.tickets().filter((_, at) => at % 13 === 0);

describe('a label that somebody registers', () => {
  let desk: PreparedDesk;
  beforeAll(async () => void (desk = await preparedDesk()));
  afterAll(() => desk.remove());

  const labels = `/v1/models/${name}/labels`;
  const queueLabel = async (label: string) => {
    const { body } = await desk.call('GET', labels);
    const queue = body.heads.find((head: { name: string }) => head.name === 'queue');
    return queue.labels.find((one: { label: string }) => one.label === label);
  };
  const feedback = async (label: string) => {
    const { body } = await desk.call('POST', '/v1/tickets', { body: 'The heating is cold' }, { prefer: 'wait=20' });
    return desk.call('POST', `/v1/tickets/${body.id}/feedback`, { queue: label });
  };
  const predicted = async () => {
    const text = { body: 'The heating is cold and the window does not close in room atlas' };
    return (await desk.call('POST', `/v1/models/${name}/predict`, text)).body.predictions[0].heads.queue;
  };
  const retrain = async (examples: Example[]) => {
    await desk.stop();
    const trained = await trainChampion(desk.home, examples);
    await desk.start();
    return trained;
  };

  it('is unknown to feedback before, and said so; the spec’s labels are learned', async () => {
    const refused = await feedback('facilities');
    expect([refused.status, refused.body.code]).toEqual([400, 'unknown_label']);
    expect(refused.body.detail).toContain(`POST ${labels}`);
    expect(await queueLabel('network')).toEqual({ label: 'network', origin: 'spec', learned: true });
  });

  it('may be used in feedback at once; the champion has not learned it', async () => {
    const added = await desk.call('POST', labels, { head: 'queue', label: 'facilities' });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      head: 'queue',
      label: 'facilities',
      origin: 'added',
      addedBy: { id: 'local', role: 'admin' },
      learned: false,
    });
    expect(added.body).toEqual({ head: 'queue', ...(await queueLabel('facilities')) });
    const given = await feedback('facilities');
    expect([given.status, given.body.queue.corrected]).toEqual([200, 'facilities']);
    expect((await predicted()).probabilities).not.toHaveProperty('facilities');
  });

  it('stays after a restart and is not learned from too few examples', async () => {
    const { card, version } = await retrain([...demo, ...facilities(9)]);
    const queue = card.heads.find((head) => head.name === 'queue');
    expect(queue?.labels).toEqual(model.spec.heads[0]?.labels);
    expect(queue?.leftOut).toEqual([{ label: 'facilities', examples: 9 }]);
    expect((await desk.call('GET', `/v1/models/${name}`)).body.loaded).toBe(version);
    expect(await queueLabel('facilities')).toMatchObject({ origin: 'added', learned: false });
    expect((await predicted()).probabilities).not.toHaveProperty('facilities');
    expect((await feedback('facilities')).status).toBe(200);
  }, 180_000);

  it('is learned from enough: the version predicts it, and feedback goes on', async () => {
    const { card, version } = await retrain([...demo, ...facilities(48)]);
    expect(card.heads[0]?.labels).toEqual([...(model.spec.heads[0]?.labels ?? []), 'facilities']);
    expect(card.heads[0]?.leftOut).toEqual([]);
    expect((await desk.call('GET', `/v1/models/${name}`)).body.loaded).toBe(version);
    expect((await predicted()).label).toBe('facilities');
    expect(await queueLabel('facilities')).toMatchObject({ origin: 'added', learned: true });
    expect((await feedback('facilities')).status).toBe(200);
    const ticket = await desk.call(
      'POST',
      '/v1/tickets',
      { body: 'The window does not close in meeting room delta' },
      { prefer: 'wait=20' },
    );
    expect(ticket.body.queue.label).toBe('facilities');
  }, 180_000);
});
