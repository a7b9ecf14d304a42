import { z } from 'zod';
import { authorSchema } from '../identity.js';
import { trainingStages } from '../models/training.js';
import { sha256Digest, slug, timestamp, uuid } from '../text.js';
import { pageOf, pageQuery, problems } from './common.js';
import { defineRoute } from './route.js';

const tag = 'training runs';

export const trainingRunStatuses = ['queued', 'running', 'trained', 'failed', 'interrupted', 'cancelled'] as const;

/** What a run does: it collects its examples, trains, and registers what came out. */
export const trainingRunStages = ['collect', ...trainingStages, 'register'] as const;

export const trainingRunSchema = z.object({
  id: uuid,
  model: z.string(),
  status: z.enum(trainingRunStatuses),
  stage: z.enum(trainingRunStages).optional().describe('what it does, or did last'),
  progress: z.object({ done: z.number(), total: z.number() }).optional().describe('of the stage'),
  examples: z.int().optional().describe('rows of the data snapshot'),
  version: z.string().optional().describe('the version it made, a candidate'),
  reason: z.string().optional().describe('why it made none, or why it waits again: there was no space'),
  repeats: uuid.optional().describe('the run that had learned the same from the same, so that this one did not train'),
  rolloutId: uuid.optional().describe('the rollout that needs it; none when a person asked'),
  requestedBy: authorSchema,
  createdAt: timestamp,
  startedAt: timestamp.optional(),
  finishedAt: timestamp.optional(),
});
export type TrainingRun = z.infer<typeof trainingRunSchema>;

export const startTrainingRun = defineRoute({
  id: 'startTrainingRun',
  method: 'POST',
  path: '/v1/training-runs',
  tag,
  summary:
    'Train a version of a model on all labelled tickets. Runs go one by one; one that still waits is not doubled. Where nothing is new since the last one, 409.',
  body: z.strictObject({
    model: slug,
    force: z.boolean().optional().describe('train also where examples, spec and champion are those of an earlier run'),
  }),
  responses: {
    202: { description: 'The run; follow Location', schema: trainingRunSchema },
    ...problems(400, 404, 409, 413, 415),
  },
});

export const listTrainingRuns = defineRoute({
  id: 'listTrainingRuns',
  method: 'GET',
  path: '/v1/training-runs',
  tag,
  summary: 'Training runs, newest first',
  query: z.strictObject({ ...pageQuery }),
  responses: { 200: { description: 'A page', schema: pageOf(trainingRunSchema) }, ...problems(400) },
});

export const getTrainingRun = defineRoute({
  id: 'getTrainingRun',
  method: 'GET',
  path: '/v1/training-runs/:id',
  tag,
  summary: 'One training run: status, stage and progress',
  params: z.strictObject({ id: uuid }),
  responses: { 200: { description: 'The run', schema: trainingRunSchema }, ...problems(400, 404) },
});

/** Why a labelled ticket is in no snapshot: it never had consent, it was withdrawn, or its author gave too many labels. */
export const exclusionReasons = ['no_consent', 'consent_withdrawn', 'author_share'] as const;

export const snapshotManifestSchema = z.object({
  trainingRun: uuid,
  digest: sha256Digest.describe('sha256 of the snapshot; the card of the version names it too'),
  examples: z.int().describe('rows of the snapshot'),
  excluded: z.array(z.object({ reason: z.enum(exclusionReasons), count: z.int(), ticketIds: z.array(uuid) })),
});
export type SnapshotManifest = z.infer<typeof snapshotManifestSchema>;

export const getTrainingSnapshot = defineRoute({
  id: 'getTrainingSnapshot',
  method: 'GET',
  path: '/v1/training-runs/:id/snapshot',
  tag,
  summary: 'The manifest of a run’s data snapshot: how many examples, and which tickets were left out and why',
  params: z.strictObject({ id: uuid }),
  responses: { 200: { description: 'The manifest', schema: snapshotManifestSchema }, ...problems(400, 404) },
});

export const cancelTrainingRun = defineRoute({
  id: 'cancelTrainingRun',
  method: 'DELETE',
  path: '/v1/training-runs/:id',
  tag,
  summary: 'Cancel a run that waits or runs; it leaves nothing behind',
  params: z.strictObject({ id: uuid }),
  responses: { 200: { description: 'The run', schema: trainingRunSchema }, ...problems(400, 404, 409) },
});
