import { z } from 'zod';
import { modelSpecSchema } from './spec.js';

/** `request.json`: everything a training run is told. Paths are absolute; the trainer reads nothing else. */
export const trainingRequestSchema = z.strictObject({
  trainingRun: z.string(),
  spec: modelSpecSchema,
  /** JSON lines of examples. */
  snapshot: z.string(),
  /** The folder that the version folder and `outcome.json` are written into. */
  output: z.string(),
  /** Folder of the embedding model. */
  embeddingModel: z.string(),
  embeddingThreads: z.int().min(1),
  codeVersion: z.string(),
});
export type TrainingRequest = z.infer<typeof trainingRequestSchema>;

/** What a trainer does, one after the other; a fit on all rows follows the evaluation. */
export const trainingStages = ['validate', 'embed', 'search', 'fit', 'evaluate', 'export'] as const;

/** One line of the trainer's standard output. */
export const trainingProgressSchema = z.strictObject({
  stage: z.enum(trainingStages),
  done: z.number(),
  total: z.number(),
});
export type TrainingProgress = z.infer<typeof trainingProgressSchema>;

/** `outcome.json`, written last and atomically: a run without one did not finish. */
export const trainingOutcomeSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('trained'), version: z.string().describe('the version folder’s name') }),
  z.strictObject({ status: z.literal('failed'), reason: z.string() }),
]);
export type TrainingOutcome = z.infer<typeof trainingOutcomeSchema>;
