import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ModelSpec } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { createFolderStore } from './folder-store.js';
import { mostLabels } from './labels.js';
import { Registry } from './registry.js';

const ada = { id: 'ada', role: 'agent' } as const;
const heads = [
  { name: 'queue', labels: ['network', 'printing'], abstains: true },
  { name: 'urgency', labels: ['low', 'high'], abstains: false },
];

describe('the labels of the registry', () => {
  let database: Database;
  let registry: Registry;
  beforeAll(async () => {
    database = await openPglite();
    registry = new Registry(database, createFolderStore('no folder'));
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.modelLabel.deleteMany();
    await registry.seedLabels('triage', heads);
  });

  const queue = async () => (await registry.labels('triage')).find(({ name }) => name === 'queue')?.labels ?? [];

  it('are those of the spec at first, in its order; a model that is not known has none', async () => {
    expect(await registry.labels('triage')).toEqual(
      heads.map(({ name, labels }) => ({ name, labels: labels.map((label) => ({ label, origin: 'spec' })) })),
    );
    expect(await registry.labels('another')).toEqual([]);
  });

  it('grow by those that people add, who are remembered', async () => {
    const added = await registry.addLabel('triage', 'queue', 'Billing', ada);
    expect(added).toEqual({ label: 'Billing', origin: 'added', addedBy: ada, addedAt: expect.any(Date) });
    expect((await queue()).map(({ label }) => label)).toEqual(['network', 'printing', 'Billing']);
    expect((await queue())[2]).toEqual(added);
  });

  it('stay when the model is seeded again; what a newer spec has more comes last', async () => {
    await registry.addLabel('triage', 'queue', 'billing', ada);
    const newer = heads.map((head) => ({ ...head, labels: ['access', ...head.labels.slice(1), 'BILLING'] }));
    await registry.seedLabels('triage', newer);
    expect((await queue()).map(({ label, origin }) => [label, origin])).toEqual([
      ['network', 'spec'],
      ['printing', 'spec'],
      ['billing', 'added'],
      ['access', 'spec'],
    ]);
  });

  it('are refused twice, in whatever spelling, but not for another head or model', async () => {
    await registry.addLabel('triage', 'queue', 'réseau', ada);
    for (const spelling of ['réseau', 'RÉSEAU', 're\u0301seau', ' réseau']) {
      await expect(registry.addLabel('triage', 'queue', spelling, ada)).rejects.toMatchObject({
        reason: 'label_exists',
        message: 'Head "queue" of triage has the label "réseau" already.',
      });
    }
    await registry.addLabel('triage', 'urgency', 'réseau', ada);
    await registry.seedLabels('another', heads);
    await registry.addLabel('another', 'queue', 'réseau', ada);
    expect(await queue()).toHaveLength(3);
  });

  it('are added once by two callers at once', async () => {
    const outcomes = await Promise.allSettled(
      ['billing', 'Billing', 'BILLING'].map((label) => registry.addLabel('triage', 'queue', label, ada)),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await queue()).toHaveLength(3);
  });

  it('belong to a head that there is', async () => {
    await expect(registry.addLabel('triage', 'mood', 'bad', ada)).rejects.toMatchObject({
      reason: 'unknown_head',
      message: 'triage has no head "mood"; its heads are queue, urgency.',
    });
  });

  it('have an end', async () => {
    const addedAt = new Date();
    const row = { model: 'triage', head: 'queue', origin: 'added', authorId: 'ada', authorRole: 'agent', addedAt };
    const data = Array.from({ length: mostLabels - 2 }, (_, n) => ({ ...row, label: `l${n}`, folded: `l${n}` }));
    await database.prisma.modelLabel.createMany({ data });
    const refused = { reason: 'too_many_labels' };
    await expect(registry.addLabel('triage', 'queue', 'one more', ada)).rejects.toMatchObject(refused);
    await expect(registry.addLabel('triage', 'queue', 'L7', ada)).rejects.toMatchObject({ reason: 'label_exists' });
    await registry.addLabel('triage', 'urgency', 'critical', ada);
  });

  it('are what a training is asked for', async () => {
    await registry.addLabel('triage', 'urgency', 'critical', ada);
    const spec = { name: 'triage', heads } as unknown as ModelSpec;
    const { heads: asked } = await registry.withLabels(spec);
    expect(asked.map(({ labels }) => labels)).toEqual([
      ['network', 'printing'],
      ['low', 'high', 'critical'],
    ]);
    expect(await registry.withLabels({ ...spec, name: 'unknown' })).toEqual({ ...spec, name: 'unknown' });
  });
});
