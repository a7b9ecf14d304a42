import { z } from 'zod';
import { alertsSchema } from './alerts.js';
import { gateSchema } from './gates.js';
import { label, slug } from '../text.js';

/** One output of a model: a multinomial logistic head over a closed set of labels. */
export const headSpecSchema = z.strictObject({
  name: slug,
  labels: z.array(label).min(2),
  /** Whether too little confidence in this head sends the ticket to a person. */
  abstains: z.boolean(),
});
export type HeadSpec = z.infer<typeof headSpecSchema>;

/**
 * Which numbers a text becomes. Its canonical JSON is hashed into the card, so training and serving cannot disagree.
 */
export const featureSpecSchema = z.strictObject({
  /** Word n-grams of `min` to `max` words. */
  words: z.strictObject({ min: z.int().min(1), max: z.int().max(3) }),
  /** Character n-grams inside word borders. */
  characters: z.strictObject({ min: z.int().min(1), max: z.int().max(6) }),
  /** Hash buckets that n-grams share; a power of two. */
  buckets: z
    .int()
    .min(1024)
    .max(1 << 20),
  /** Sentence embedding next to the n-grams; multiplied by `scale` before the linear layer. */
  embedding: z.strictObject({
    dimensions: z.int().min(1),
    scale: z.number().positive(),
    /** How many landmarks training finds among the embeddings; the linear layer sees what they have in common with a
     * text's instead of the embedding itself. Absent: the embedding. */
    landmarks: z.int().min(1).max(4096).optional(),
  }),
});
export type FeatureSpec = z.infer<typeof featureSpecSchema>;

export const trainingSpecSchema = z.strictObject({
  /** L2 penalty strengths to choose from on the calibration part. */
  l2: z.array(z.number().positive()).min(1),
  /** How much more than the n-grams' weights the embedding's may be penalised; to choose from likewise. */
  embeddingFactors: z.array(z.number().positive()).min(1).default([1]),
  maxIterations: z.int().min(1),
  /** Correction pairs that L-BFGS keeps. */
  history: z.int().min(1),
  /** Share of the groups held out for the reported numbers, in every run the same ones; of the rest for calibration. */
  holdoutShare: z.number().min(0.05).max(0.5),
  /** Share of the drifted rows that agents labelled, the latest, that the measured fit does not learn. */
  sliceShare: z.number().min(0.05).max(0.9).default(0.3),
  calibrationShare: z.number().min(0.05).max(0.5),
  /** The abstain threshold is the lowest confidence at which kept predictions reach this accuracy. */
  targetAccuracy: z.number().min(0.5).max(1),
  /** Share of tickets within scope that may be taken for tickets about nothing the model knows. */
  falseRejections: z.number().min(0.001).max(0.5).default(0.05),
  /** A label with fewer examples is left out of the head until a later training has enough. */
  minimumExamples: z.int().min(1).default(10),
  seed: z.int().nonnegative(),
});
export type TrainingSpec = z.infer<typeof trainingSpecSchema>;

/** A model is a folder under `models/`; its spec is all that the platform knows of it. */
export const modelSpecSchema = z.strictObject({
  name: slug,
  description: z.string(),
  heads: z.array(headSpecSchema).min(1),
  features: featureSpecSchema,
  training: trainingSpecSchema,
  /** What a version that the loop made must meet before it may serve; absent: nothing. */
  gates: z.array(gateSchema).optional(),
  /** Which tickets go to a person by their words, whatever the model says; absent: none. */
  alerts: alertsSchema.optional(),
});
export type ModelSpec = z.infer<typeof modelSpecSchema>;
