import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { damage, modelName, promoteTwin, storedVersions } from '../support/model-versions.js';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';

describe('a champion whose files were damaged', () => {
  let original: string;
  let desk: PreparedDesk;
  beforeEach(async () => {
    desk = await preparedDesk({ started: false });
    [original = ''] = await storedVersions(desk.home);
  });
  afterEach(() => desk.remove());

  const predict = () =>
    desk.call('POST', `/v1/models/${modelName}/predict`, { body: 'The printer on the third floor has a paper jam' });

  it('does not serve; the version before it does, and everybody can see why', async () => {
    const champion = await promoteTwin(desk.home, original);
    expect(champion).not.toBe(original);
    await damage(desk.home, champion);
    await desk.start();

    const { body: model } = await desk.call('GET', `/v1/models/${modelName}`);
    expect(model).toMatchObject({ status: 'degraded', champion, loaded: original });
    expect(model.problem).toContain(champion);
    const ready = await desk.call('GET', '/health/ready');
    expect([ready.status, ready.body.status]).toEqual([200, 'degraded']);
    expect(ready.body.checks.models.detail).toContain(`Version ${champion} of ${modelName} cannot serve`);

    const predicted = await predict();
    expect(predicted.status).toBe(200);
    expect(predicted.body.model.version).toBe(original);
    expect(predicted.body.predictions[0].heads.queue.label).toBe('printing');
    const ticket = await desk.call('POST', '/v1/tickets', { body: 'The VPN drops' }, { prefer: 'wait=20' });
    expect([ticket.status, ticket.body.model.version]).toEqual([200, original]);
    expect(desk.log.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('with no other version: predictions are refused and tickets wait, until the file is mended', async () => {
    const mend = await damage(desk.home, original);
    await desk.start();
    const predicted = await predict();
    expect([predicted.status, predicted.body.code]).toEqual([503, 'model_not_loaded']);
    const { body: model } = await desk.call('GET', `/v1/models/${modelName}`);
    expect(model).toMatchObject({ status: 'degraded', champion: original, loaded: null });
    const ids: string[] = [];
    for (const body of ['The VPN drops every minute', 'The printer has a paper jam']) {
      const submitted = await desk.call('POST', '/v1/tickets', { body }, { prefer: 'wait=1' });
      expect([submitted.status, submitted.body.status]).toEqual([202, 'received']);
      ids.push(submitted.body.id);
    }
    expect(await desk.stop()).toBe(0);
    expect((await storedVersions(desk.home)).length).toBe(1);

    await mend();
    await desk.start();
    for (const id of ids) {
      await eventually(async () => {
        const { body } = await desk.call('GET', `/v1/tickets/${id}`);
        expect(body.status).toMatch(/^(answered|needs_human)$/);
        expect(body.timeline.map(({ event }: { event: string }) => event).slice(0, 2)).toEqual([
          'received',
          'classified',
        ]);
      });
    }
    expect((await desk.call('GET', '/health/ready')).body.status).toBe('up');
    expect((await desk.call('GET', '/v1/dead-letters')).body.items).toEqual([]);
  });
});
