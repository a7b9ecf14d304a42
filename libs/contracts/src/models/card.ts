import { z } from 'zod';
import { label, slug, timestamp } from '../text.js';
import { holdoutKinds } from './evaluation.js';
import { featureSpecSchema } from './spec.js';

const labelMetricsSchema = z.strictObject({
  precision: z.number(),
  recall: z.number(),
  f1: z.number(),
  support: z.int(),
});

export const headMetricsSchema = z.strictObject({
  rows: z.int(),
  accuracy: z.number(),
  macroF1: z.number(),
  weightedF1: z.number(),
  /** Expected calibration error over 15 equal-mass bins. */
  ece: z.number(),
  perLabel: z.record(label, labelMetricsSchema),
  perLanguage: z.record(z.string(), z.strictObject({ rows: z.int(), accuracy: z.number(), macroF1: z.number() })),
  /** Rows: true label, columns: predicted, both in the head's label order. */
  confusion: z.array(z.array(z.int())),
  /** What abstaining buys on the holdout: share of rows kept and their accuracy. */
  abstention: z.strictObject({ coverage: z.number(), accuracy: z.number() }),
  /** Bins of equal mass by ascending confidence, at most 15; cards made before there was one lack it. */
  reliability: z
    .array(z.strictObject({ confidence: z.number(), accuracy: z.number(), rows: z.int().positive() }))
    .optional(),
});
export type HeadMetrics = z.infer<typeof headMetricsSchema>;

export const cardHeadSchema = z.strictObject({
  name: slug,
  labels: z.array(label).min(2),
  abstains: z.boolean(),
  temperature: z.number().positive(),
  /** Below this confidence the head abstains. */
  threshold: z.number().min(0).max(1),
  l2: z.number(),
  /** How much more than the n-grams' weights the embedding's are penalised. */
  embeddingFactor: z.number().default(1),
  metrics: headMetricsSchema,
  /** Registered labels that had too few examples, and how many: the head has not learned them. */
  leftOut: z.array(z.strictObject({ label, examples: z.int().nonnegative() })).default([]),
});
export type CardHead = z.infer<typeof cardHeadSchema>;

export const scopeSchema = z.strictObject({
  /** The head whose classes distances are measured to. */
  head: slug,
  /** Mahalanobis distance to the nearest class beyond which a ticket is out of scope. */
  threshold: z.number().positive(),
  /** Share of the holdout rows, all within scope, that are beyond it. */
  falseRejections: z.number().min(0).max(1),
});
export type Scope = z.infer<typeof scopeSchema>;

/** What a version is, how it was made and how well it did; `card.json` in the version folder. */
export const cardSchema = z.strictObject({
  name: slug,
  createdAt: timestamp,
  trainedOn: z.enum(['demo data', 'labelled tickets']),
  heads: z.array(cardHeadSchema).min(1),
  /** When a text is about nothing that training saw; absent when no head abstains. */
  scope: scopeSchema.optional(),
  features: featureSpecSchema,
  /** sha256 of the feature spec's canonical JSON, hex. */
  featureHash: z.string(),
  /** sha256 of the embedding model file that made the training embeddings, hex. */
  embeddingDigest: z.string(),
  data: z.strictObject({
    digest: z.string(),
    rows: z.int(),
    trainingRows: z.int(),
    calibrationRows: z.int(),
    holdoutRows: z.int(),
    /** Absent in versions made before it could be permanent: drawn. */
    holdout: z.enum(holdoutKinds).optional(),
    /** Drifted rows that the measured fit did not learn; the shipped one did. */
    sliceRows: z.int().optional(),
    groups: z.int(),
  }),
  trainingRun: z.string(),
  codeVersion: z.string(),
  runtime: z.strictObject({ node: z.string(), onnxruntime: z.string(), platform: z.string() }),
  /** Largest difference between the exported graph and the trainer's own arithmetic over the parity rows. */
  parity: z.strictObject({ rows: z.int(), largestDifference: z.number() }),
  seconds: z.strictObject({ embed: z.number(), train: z.number() }),
});
export type Card = z.infer<typeof cardSchema>;

/** `golden.json`: texts and the probabilities that the graph gave when it was made; checked before it serves. */
export const goldenSchema = z.strictObject({
  tolerance: z.number().positive(),
  rows: z
    .array(
      z.strictObject({
        text: z.string(),
        embedding: z.base64(),
        probabilities: z.record(z.string(), z.array(z.number())),
        /** To the nearest class, of a version that knows its scope. */
        distance: z.number().optional(),
      }),
    )
    .min(1),
});
export type Golden = z.infer<typeof goldenSchema>;
