import { modelSpecSchema, type ModelSpec } from '@driftdesk/contracts';
import { queues, urgencies } from './tickets/family.js';

/** Everything the platform knows of this model. */
export const spec: ModelSpec = modelSpecSchema.parse({
  name: 'ticket-triage',
  description: 'Routes an IT support ticket to a queue and says how urgent it is.',
  heads: [
    { name: 'queue', labels: [...queues], abstains: true },
    { name: 'urgency', labels: [...urgencies], abstains: false },
  ],
  features: {
    words: { min: 1, max: 2 },
    characters: { min: 3, max: 5 },
    buckets: 131_072,
    embedding: { dimensions: 384, scale: 0.5 },
  },
  training: {
    l2: [0.1, 1, 10],
    maxIterations: 150,
    history: 10,
    holdoutShare: 0.2,
    calibrationShare: 0.15,
    targetAccuracy: 0.9,
    minimumExamples: 10,
    seed: 7,
  },
});
