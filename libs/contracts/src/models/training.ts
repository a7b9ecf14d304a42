import { z } from 'zod';
import { sha256Digest } from '../text.js';
import { modelSpecSchema } from './spec.js';

/** `request.json`: everything a training run is told. Paths are absolute; the trainer reads nothing else. */
export const trainingRequestSchema = z.strictObject({
  trainingRun: z.string(),
  spec: modelSpecSchema,
  /** JSON lines of examples. */
  snapshot: z.string(),
  /** sha256 of the snapshot, hex; the trainer refuses another file. */
  snapshotDigest: sha256Digest,
  /** The folder that the version folder, `evaluation.json` and `outcome.json` are written into. */
  output: z.string(),
  /** The version to compare with: its folder and digest. */
  champion: z.strictObject({ directory: z.string(), digest: sha256Digest }).optional(),
  /** Folder of the embedding model. */
  embeddingModel: z.string(),
  embeddingThreads: z.int().min(1),
  /** Folder that keeps embeddings from run to run. */
  embeddingCache: z.string(),
  codeVersion: z.string(),
});
export type TrainingRequest = z.infer<typeof trainingRequestSchema>;

/** What a trainer does, one after the other. */
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

/** Exit code of a trainer that found no space on the disk: there may be none for an outcome either (sysexits.h, EX_TEMPFAIL). */
export const noSpaceExitCode = 75;
