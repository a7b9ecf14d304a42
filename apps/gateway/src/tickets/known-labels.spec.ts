import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, openPglite } from '@driftdesk/database';
import { createFolderStore, Registry } from '@driftdesk/registry';
import type { GatewayOptions } from '../options.js';
import { KnownLabels } from './known-labels.js';

const heads = [
  { name: 'queue', labels: ['network', 'printing'], abstains: true },
  { name: 'urgency', labels: ['low', 'high'], abstains: false },
];

let database: Database;
let registry: Registry;
let labels: KnownLabels;
beforeAll(async () => {
  database = await openPglite();
  registry = new Registry(database, createFolderStore('no folder'));
  await registry.seedLabels('triage', heads);
  labels = labelsOf('triage');
});
afterAll(() => database.close());

const labelsOf = (triageModel: string) => new KnownLabels(registry, { triageModel } as GatewayOptions);

describe('the labels that feedback may name', () => {
  it('are those that are registered, each for its own head', async () => {
    await expect(labels.require({ queue: 'printing', urgency: 'high' })).resolves.toBeUndefined();
    await expect(labels.require({ queue: 'high' })).rejects.toMatchObject({ status: 400, code: 'unknown_label' });
  });

  it('are told to whoever names others, for every head at once', async () => {
    await expect(labels.require({ queue: 'Printing', urgency: 'asap' })).rejects.toMatchObject({
      message: expect.stringContaining('POST /v1/models/triage/labels registers a new one'),
      errors: [
        { field: 'body.queue', message: 'must be one of network, printing' },
        { field: 'body.urgency', message: 'must be one of low, high' },
      ],
    });
  });

  it('include those that somebody added, as they were written', async () => {
    await expect(labels.require({ queue: 'Billing' })).rejects.toMatchObject({ status: 400 });
    await registry.addLabel('triage', 'queue', 'Billing', { id: 'ada', role: 'agent' });
    await expect(labels.require({ queue: 'Billing' })).resolves.toBeUndefined();
    await expect(labels.require({ queue: 'billing' })).rejects.toMatchObject({ status: 400 });
    await expect(labels.require({ urgency: 'Billing' })).rejects.toMatchObject({ status: 400 });
  });

  it('are not known of a model that is not; feedback without labels needs none', async () => {
    const none = labelsOf('another');
    await expect(none.require({ queue: 'network' })).rejects.toMatchObject({ status: 503, code: 'model_not_loaded' });
    await expect(none.require({ queue: undefined, urgency: undefined })).resolves.toBeUndefined();
  });
});
