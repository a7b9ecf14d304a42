import { z } from 'zod';
import { authorSchema } from '../identity.js';
import { gateResultSchema } from '../models/gates.js';
import { slug, text, timestamp, uuid } from '../text.js';
import { pageOf, pageQuery, problems } from './common.js';
import { labelCounts } from './label-counts.js';
import { defineRoute } from './route.js';

const tag = 'loop';

/** off: drift is only reported; propose: everything up to the promotion; auto: the promotion too. */
export const autonomies = ['off', 'propose', 'auto'] as const;

const rulesSchema = z.object({
  reference: z.int().describe('first tickets of a champion, with which later ones are compared'),
  referenceMost: z.int().describe('tickets until which windows without drift join them'),
  window: z.int().describe('tickets after which the stream is compared anew'),
  minimumWindow: z.int().describe('tickets that a comparison needs'),
  cooldownHours: z.number().describe('without another alarm after one'),
  labels: z.int().describe('fresh labels that a retraining needs at least'),
  watchLabels: z.int().describe('labelled tickets after which a new version is kept'),
  watchHours: z.number().describe('after which it is kept, with however few labels'),
});

export const loopSchema = z.object({
  autonomy: z.enum(autonomies),
  paused: z.boolean().describe('nothing new begins; what runs is finished'),
  rules: rulesSchema.describe('what it waits for, from the environment'),
  changedBy: authorSchema.optional(),
  changedAt: timestamp.optional(),
});
export type Loop = z.infer<typeof loopSchema>;

export const getLoop = defineRoute({
  id: 'getLoop',
  method: 'GET',
  path: '/v1/loop',
  tag,
  summary: 'How much the loop does by itself',
  responses: { 200: { description: 'The loop', schema: loopSchema } },
});

export const setLoop = defineRoute({
  id: 'setLoop',
  method: 'PUT',
  path: '/v1/loop',
  tag,
  summary: 'Set the autonomy, or pause and go on; an API key needs `models:write` for `auto`, which promotes versions',
  body: z
    .strictObject({
      autonomy: z.enum(autonomies).optional(),
      paused: z.boolean().optional(),
      reason: text(500).optional(),
    })
    .refine(({ autonomy, paused }) => autonomy !== undefined || paused !== undefined, {
      error: 'say autonomy, paused or both',
    })
    .meta({ anyOf: [{ required: ['autonomy'] }, { required: ['paused'] }] }),
  responses: { 200: { description: 'The loop', schema: loopSchema }, ...problems(400, 413, 415) },
});

export const rolloutStatuses = [
  'waiting_labels',
  'training',
  'validating',
  'proposed',
  'promoting',
  'watching',
  'kept',
  'rolled_back',
  'rejected',
  'failed',
] as const;

/** Stations of the drift-to-serving clock, in order. */
export const rolloutStations = [
  'drifted',
  'detected',
  'labelled',
  'trained',
  'validated',
  'promoted',
  'serving',
  'watched',
] as const;

const replaySchema = z.object({
  from: z.int().describe('sequence of the first observation'),
  to: z.int(),
  observations: z.int().describe('re-scored'),
  erased: z.int().describe('in the range, and not there any more'),
  changed: z.int().describe('whose label or hand-over to a person would change'),
  changes: z.array(z.object({ head: z.string(), from: z.string(), to: z.string(), tickets: z.int() })),
  digest: z.string().describe('sha256 of the re-scored rows: the same range and version give the same'),
  examples: z.array(z.object({ ticketId: uuid, head: z.string(), from: z.string(), to: z.string() })),
});
export type Replay = z.infer<typeof replaySchema>;

const watchSchema = z.object({
  tickets: z.int().describe('that the new version served'),
  labels: z.int().describe('of them, labelled'),
  counted: z
    .int()
    .optional()
    .describe('labels that there were at the last look; those of tickets that are erased say nothing'),
  error: z.number().optional(),
  errorBefore: z.number().optional().describe('of the version before, on the same tickets'),
  pValue: z.number().optional().describe('that it is no worse, one-sided'),
  abstained: z.number().optional(),
  abstainedBefore: z.number().optional(),
  confidence: z.number().optional(),
  confidenceBefore: z.number().optional(),
  verdict: z.enum(['watching', 'kept', 'too_few_labels', 'worse', 'superseded']),
});
export type Watch = z.infer<typeof watchSchema>;

export const rolloutSchema = z.object({
  id: uuid,
  model: z.string(),
  status: z.enum(rolloutStatuses),
  correlationId: z.string(),
  reportId: uuid.optional().describe('the drift report that set it off; none when a person did'),
  champion: z.string().describe('what served when it began'),
  trainingRunId: uuid.optional(),
  version: z.string().optional(),
  reason: z.string().optional().describe('why it ended, or what it waits for'),
  labels: z.object(labelCounts).optional(),
  gates: z.array(gateResultSchema).optional(),
  replay: replaySchema.optional(),
  watch: watchSchema.optional(),
  failing: z
    .object({ times: z.int(), reason: z.string() })
    .optional()
    .describe('the step that it is at has failed so often in a row; it is tried again, six times in all'),
  stations: z.partialRecord(z.enum(rolloutStations), timestamp),
  seconds: z.partialRecord(z.enum(rolloutStations), z.number()).describe('from the station before'),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Rollout = z.infer<typeof rolloutSchema>;

export const listRollouts = defineRoute({
  id: 'listRollouts',
  method: 'GET',
  path: '/v1/rollouts',
  tag,
  summary: 'Rollouts, newest first',
  query: z.strictObject({ ...pageQuery, model: slug.optional(), status: z.enum(rolloutStatuses).optional() }),
  responses: { 200: { description: 'A page', schema: pageOf(rolloutSchema) }, ...problems(400) },
});

export const getRollout = defineRoute({
  id: 'getRollout',
  method: 'GET',
  path: '/v1/rollouts/:id',
  tag,
  summary: 'One rollout: its stations, gates, replay and watch',
  params: z.strictObject({ id: uuid }),
  responses: { 200: { description: 'The rollout', schema: rolloutSchema }, ...problems(400, 404) },
});
