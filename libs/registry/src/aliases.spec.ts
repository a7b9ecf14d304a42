import { describe, expect, it } from '@jest/globals';
import type { Promotion } from './aliases.js';
import { PromotionRefused } from './promotion-refused.js';
import { author, RegistryUnderTest } from './registry.fixture.js';

/** Promotions keep what they say of themselves: `new←old`, or why they were refused. */
async function outcome(promoting: Promise<Promotion>): Promise<string> {
  return promoting.then(
    ({ version, from }) => `${version}←${from}`,
    (error: unknown) => (error instanceof PromotionRefused ? error.reason : String(error)),
  );
}

describe('a champion', () => {
  const under = new RegistryUnderTest();
  const promote = (version: string, condition?: { ifChampion: string | null }) =>
    outcome(under.registry.promote('fixture', version, `promote ${version}`, author, condition));
  const rollback = () => outcome(under.registry.rollback('fixture', 'worse', author));
  const addAll = async () => {
    for (const version of ['v-1', 'v-2', 'v-3']) await under.add(version);
  };
  const history = async () => {
    const changes = await under.registry.history('fixture', { limit: 50 });
    return changes.map(({ alias, version, from, reason }) => [alias, version, from, reason]);
  };

  it('leaves what served before it as previous, and why it changed', async () => {
    await addAll();
    expect([await promote('v-1'), await promote('v-2'), await promote('v-3')]).toEqual([
      'v-1←null',
      'v-2←v-1',
      'v-3←v-2',
    ]);
    expect(await under.aliases()).toEqual(['v-3', 'v-2', undefined]);
    expect(await history()).toEqual([
      ['champion', 'v-3', 'v-2', 'promote v-3'],
      ['previous', 'v-2', 'v-1', 'promote v-3'],
      ['champion', 'v-2', 'v-1', 'promote v-2'],
      ['previous', 'v-1', null, 'promote v-2'],
      ['champion', 'v-1', null, 'promote v-1'],
    ]);
  });

  it('stays when it is promoted again: the way back stays open', async () => {
    await addAll();
    expect([await promote('v-1'), await promote('v-2'), await promote('v-2')]).toEqual([
      'v-1←null',
      'v-2←v-1',
      'v-2←v-2',
    ]);
    expect(await under.aliases()).toEqual(['v-2', 'v-1', undefined]);
    expect(await history()).toHaveLength(3);
  });

  it('is nothing that the registry does not have', async () => {
    await addAll();
    expect([await promote('v-1'), await promote('v-9')]).toEqual(['v-1←null', 'unknown_version']);
    expect(await under.aliases()).toEqual(['v-1', undefined, undefined]);
    expect(await history()).toHaveLength(1);
  });

  it('gives way only to who knows it, when it is asked for', async () => {
    await addAll();
    expect(await promote('v-1', { ifChampion: 'v-2' })).toBe('champion_changed');
    expect(await promote('v-1', { ifChampion: null })).toBe('v-1←null');
    expect(await promote('v-2', { ifChampion: null })).toBe('champion_changed');
    expect(await promote('v-2', { ifChampion: 'v-3' })).toBe('champion_changed');
    expect(await under.aliases()).toEqual(['v-1', undefined, undefined]);
    expect(await promote('v-2', { ifChampion: 'v-1' })).toBe('v-2←v-1');
    // Said again because the reply was lost: it is done.
    expect(await promote('v-2', { ifChampion: 'v-1' })).toBe('v-2←v-2');
  });

  it('is one of two that are promoted over the same champion at once', async () => {
    await addAll();
    await promote('v-1');
    const both = await Promise.all(['v-2', 'v-3'].map((version) => promote(version, { ifChampion: 'v-1' })));
    expect(both.filter((one) => one === 'champion_changed')).toHaveLength(1);
    expect((await under.aliases())[1]).toBe('v-1');
  });

  it('gives way to the version before it, and comes back the same way', async () => {
    await addAll();
    expect(await rollback()).toBe('nothing_to_roll_back_to');
    await promote('v-1');
    expect(await rollback()).toBe('nothing_to_roll_back_to');
    await promote('v-2');
    expect(await rollback()).toBe('v-1←v-2');
    expect(await under.aliases()).toEqual(['v-1', 'v-2', undefined]);
    expect((await history()).slice(0, 2)).toEqual([
      ['champion', 'v-1', 'v-2', 'worse'],
      ['previous', 'v-2', 'v-1', 'worse'],
    ]);
    expect(await rollback()).toBe('v-2←v-1');
    expect(await outcome(under.registry.rollback('fixture', 'late', author, { ifChampion: 'v-1' }))).toBe(
      'champion_changed',
    );
  });

  it('is on record with who made it so, a way back as one', async () => {
    await addAll();
    for (const version of ['v-1', 'v-2']) await promote(version);
    await promote('v-2');
    await rollback();
    const rows = await under.database.sql.query<{ payload: string }>(
      "SELECT payload FROM messaging.events WHERE topic = 'audit.recorded.v1' ORDER BY position DESC LIMIT 3",
    );
    const subject = { kind: 'model', id: 'fixture' };
    expect(rows.map(({ payload }) => JSON.parse(payload))).toEqual(
      [
        { action: 'model.rolled-back', facts: { version: 'v-1', from: 'v-2' } },
        { action: 'model.promoted', facts: { version: 'v-2', from: 'v-1' } },
        { action: 'model.promoted', facts: { version: 'v-1', from: '' } },
      ].map((entry) => ({ ...entry, outcome: 'success', actor: author, subject })),
    );
  });

  it('is told with the move, once each time, by whoever moved it', async () => {
    await addAll();
    await under.database.sql.execute('DELETE FROM messaging.events');
    await promote('v-1');
    const rollout = { id: '018f4f7e-0000-7000-8000-000000000001', correlationId: 'c-1' };
    const loop = { id: 'driftdesk', role: 'system' } as const;
    await under.registry.promote('fixture', 'v-2', 'better', loop, { ifChampion: 'v-1', rollout });
    await promote('v-2');
    expect(await promote('v-3', { ifChampion: 'v-1' })).toBe('champion_changed');
    await rollback();
    const rows = await under.database.sql.query<{ topic: string; payload: string; of: string }>(
      `SELECT topic, payload, correlation_id AS "of" FROM messaging.events WHERE topic LIKE 'models.%' ORDER BY position`,
    );
    const model = 'fixture';
    expect(rows.map(({ topic, payload }) => [topic, JSON.parse(payload)])).toEqual([
      ['models.promoted.v1', { model, version: 'v-1', from: null, reason: 'promote v-1', author }],
      [
        'models.promoted.v1',
        { model, version: 'v-2', from: 'v-1', reason: 'better', author: loop, rolloutId: rollout.id },
      ],
      ['models.rolled-back.v1', { model, version: 'v-1', from: 'v-2', reason: 'worse', author }],
    ]);
    expect(rows[1]?.of).toBe('c-1');
  });

  it('is never a version that was rejected, which says why', async () => {
    const { registry } = under;
    await addAll();
    await promote('v-1');
    await registry.nominate('fixture', 'v-2', 'trained', author);
    await registry.reject('fixture', 'v-2', ['queue macro-F1 0.61 < 0.70', 'slower']);
    expect(await promote('v-2')).toBe('version_rejected');
    await expect(registry.promote('fixture', 'v-2', 'please', author)).rejects.toThrow(
      'v-2 was rejected: queue macro-F1 0.61 < 0.70; slower',
    );
    expect(await under.aliases()).toEqual(['v-1', undefined, undefined]);
    expect((await registry.find('fixture', 'v-2'))?.rejection).toEqual({
      at: expect.any(Date),
      reasons: ['queue macro-F1 0.61 < 0.70', 'slower'],
    });
    expect((await registry.find('fixture', 'v-1'))?.rejection).toBeUndefined();
  });

  it('serves on when it is rejected, and is no way back after that', async () => {
    await addAll();
    await promote('v-1');
    await promote('v-2');
    await under.registry.reject('fixture', 'v-2', ['more wrong tickets']);
    expect(await under.served('champion')).toBe('v-2');
    expect(await rollback()).toBe('v-1←v-2');
    expect(await rollback()).toBe('version_rejected');
    expect(await under.aliases()).toEqual(['v-1', 'v-2', undefined]);
  });

  it('a rejection needs a version and a reason', async () => {
    await addAll();
    await expect(under.registry.reject('fixture', 'v-9', ['bad'])).rejects.toThrow('no version v-9');
    await expect(under.registry.reject('fixture', 'v-1', [])).rejects.toThrow('without a reason');
    expect((await under.registry.find('fixture', 'v-1'))?.rejection).toBeUndefined();
  });

  it('has a history that is read page by page, of one model only', async () => {
    await addAll();
    await under.add('w-1', { name: 'other' });
    await promote('v-1');
    await under.registry.promote('other', 'w-1', 'first', author);
    for (const version of ['v-2', 'v-3']) await promote(version);
    const pages: string[][] = [];
    for (let before: bigint | undefined; pages.length < 4;) {
      const page = await under.registry.history('fixture', { limit: 2, before });
      pages.push(page.map(({ alias, version }) => `${alias} ${version}`));
      before = page.at(-1)?.id ?? before;
    }
    expect(pages).toEqual([['champion v-3', 'previous v-2'], ['champion v-2', 'previous v-1'], ['champion v-1'], []]);
    expect((await under.registry.history('other', { limit: 9 }))[0]).toMatchObject({ author, from: null });
  });
});
