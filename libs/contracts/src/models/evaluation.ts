import { z } from 'zod';
import { label, slug } from '../text.js';
import { languageSchema } from '../ticket.js';
import { labelSources } from './example.js';

const predictedSchema = z.strictObject({
  label,
  confidence: z.number().min(0).max(1),
  brier: z
    .number()
    .min(0)
    .optional()
    .describe('Brier score of all its probabilities, 0 best, 2 worst; absent where people said nothing of the head'),
});

/** Head → what a model says; a model says nothing for a head that it does not have. */
const predictionsSchema = z.record(slug, predictedSchema);

/** Absent in evaluations from before they were written. */
const thresholdSchema = z
  .number()
  .min(0)
  .max(1)
  .optional()
  .describe('confidence below which it hands the ticket to a person; 0: never');

/** How the holdout was chosen. */
export const holdoutKinds = ['permanent', 'drawn'] as const;

/**
 * `evaluation.json` of a training run, beside the version folder: candidate and champion on the rows that neither the
 * measured candidate nor, where the holdout is permanent, any version of this model has learned. No text is in it.
 */
export const trainingEvaluationSchema = z.strictObject({
  champion: z.strictObject({ version: z.string(), digest: z.string() }).nullable(),
  holdout: z
    .enum(holdoutKinds)
    .describe(
      'permanent: by the hash of the group’s name; drawn: too few groups for that, so the champion may know it',
    ),
  heads: z.array(
    z.strictObject({
      name: slug,
      candidateLabels: z.array(label),
      championLabels: z.array(label).describe('empty without a champion, and where it lacks the head'),
      candidateThreshold: thresholdSchema,
      championThreshold: thresholdSchema,
    }),
  ),
  rows: z
    .array(
      z.strictObject({
        id: z.string(),
        part: z.enum(['holdout', 'slice']).describe('slice: the last of the drifted rows that agents labelled'),
        drifted: z.boolean().optional().describe('the ticket came in while the stream drifted'),
        source: z.enum(labelSources),
        language: languageSchema,
        labels: z.record(slug, label).describe('what people said; a label may be one that a model does not know'),
        candidate: predictionsSchema,
        champion: predictionsSchema.nullable(),
      }),
    )
    .describe('the holdout in snapshot order, then the slice in snapshot order'),
  latencyMs: z
    .strictObject({ candidate: z.number().nonnegative(), champion: z.number().nonnegative().nullable() })
    .describe('median time of one row alone, embedding not included'),
  modelBytes: z
    .strictObject({ candidate: z.int().positive(), champion: z.int().positive().nullable() })
    .describe('size of model.onnx'),
});
export type TrainingEvaluation = z.infer<typeof trainingEvaluationSchema>;
