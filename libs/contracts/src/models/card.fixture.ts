import type { Card, HeadMetrics } from './card.js';

/** Metrics of no rows. */
export const noMetrics: HeadMetrics = {
  rows: 0,
  accuracy: 0,
  macroF1: 0,
  weightedF1: 0,
  ece: 0,
  perLabel: {},
  perLanguage: {},
  confusion: [],
  abstention: { coverage: 0, accuracy: 0 },
};

/** A card that says as little as a card can, for the tests of whoever keeps or opens versions. */
export const leastCard: Card = {
  name: 'fixture',
  createdAt: '2026-01-01T00:00:00.000Z',
  trainedOn: 'demo data',
  heads: [
    {
      name: 'queue',
      labels: ['network', 'printing'],
      abstains: true,
      temperature: 1,
      threshold: 0.5,
      l2: 1,
      embeddingFactor: 1,
      metrics: noMetrics,
      leftOut: [],
    },
  ],
  features: {
    words: { min: 1, max: 2 },
    characters: { min: 3, max: 5 },
    buckets: 1024,
    embedding: { dimensions: 4, scale: 0.5 },
  },
  featureHash: '0',
  embeddingDigest: '0',
  data: { digest: '0', rows: 2, trainingRows: 2, calibrationRows: 0, holdoutRows: 0, groups: 2 },
  trainingRun: 'fixture',
  codeVersion: '0',
  runtime: { node: '0', onnxruntime: '0', platform: '0' },
  parity: { rows: 0, largestDifference: 0 },
  seconds: { embed: 0, train: 0 },
};
