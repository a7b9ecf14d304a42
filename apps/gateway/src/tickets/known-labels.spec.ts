import { describe, expect, it } from '@jest/globals';
import type { Registry } from '@driftdesk/registry';
import type { GatewayOptions } from '../options.js';
import { KnownLabels } from './known-labels.js';

const heads = [
  { name: 'queue', labels: ['network', 'printing'] },
  { name: 'urgency', labels: ['low', 'high'] },
];

/** The labels of a champion with these heads; of none when there is none. */
function labelsOf(champion: { card: { heads: typeof heads } } | undefined): KnownLabels {
  const registry = { resolve: (name: string) => Promise.resolve(name === 'triage' ? champion : undefined) };
  return new KnownLabels(registry as unknown as Registry, { triageModel: 'triage' } as GatewayOptions);
}

describe('the labels that feedback may name', () => {
  const labels = labelsOf({ card: { heads } });

  it('are those that the champion has learned, each for its own head', async () => {
    await expect(labels.require({ queue: 'printing', urgency: 'high' })).resolves.toBeUndefined();
    await expect(labels.require({ queue: 'high' })).rejects.toMatchObject({ status: 400, code: 'unknown_label' });
  });

  it('are told to whoever names others, for every head at once', async () => {
    await expect(labels.require({ queue: 'Printing', urgency: 'asap' })).rejects.toMatchObject({
      errors: [
        { field: 'body.queue', message: 'must be one of network, printing' },
        { field: 'body.urgency', message: 'must be one of low, high' },
      ],
    });
  });

  it('are not known before a first model is; feedback without labels needs none', async () => {
    const none = labelsOf(undefined);
    await expect(none.require({ queue: 'network' })).rejects.toMatchObject({ status: 503, code: 'model_not_loaded' });
    await expect(none.require({ queue: undefined, urgency: undefined })).resolves.toBeUndefined();
  });
});
