import { modelSpecSchema, type ModelSpec } from '@driftdesk/contracts';
import { rules } from './alerts/rules.js';
import { terms } from './alerts/terms.js';
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
    embedding: { dimensions: 384, scale: 1, landmarks: 1024 },
  },
  training: {
    l2: [0.03, 0.1, 0.3, 1, 3],
    // A text's n-grams and its landmark features are both of about unit length, so 1 treats them alike; 4 is the same as
    // halving the latter: what the n-grams of longer texts need.
    embeddingFactors: [1, 4],
    maxIterations: 150,
    history: 5,
    holdoutShare: 0.1,
    calibrationShare: 0.15,
    targetAccuracy: 0.9,
    falseRejections: 0.05,
    minimumExamples: 10,
    seed: 7,
  },
  gates: [
    { kind: 'floor', head: 'queue', macroF1: 0.7 },
    { kind: 'floor', head: 'urgency', macroF1: 0.65 },
    { kind: 'better', head: 'queue', part: 'slice', by: 'brier', margin: 0 },
    { kind: 'better', head: 'queue', part: 'holdout', by: 'brier', margin: -0.01 },
    { kind: 'better', head: 'urgency', part: 'holdout', by: 'brier', margin: -0.01 },
    { kind: 'right-answers', head: 'queue', part: 'slice', mostLost: 0.05 },
    { kind: 'right-answers', head: 'queue', part: 'holdout', mostLost: 0.1 },
    { kind: 'recall', head: 'queue', minimumRows: 50, mostLost: 0.05 },
    { kind: 'recall', head: 'urgency', minimumRows: 50, mostLost: 0.05 },
    { kind: 'new-labels', head: 'queue', minimumRows: 5, recall: 0.2 },
    { kind: 'calibration', head: 'queue', ece: 0.1 },
    { kind: 'latency', milliseconds: 5 },
    { kind: 'size', megabytes: 64 },
    { kind: 'parity', difference: 1e-4 },
  ],
  alerts: { terms, rules },
});
