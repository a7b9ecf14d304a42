import { z } from 'zod';
import { cardSchema } from '../models/card.js';
import { label, maxBodyLength, maxSubjectLength, slug, text, timestamp } from '../text.js';
import { headOutputSchema } from '../ticket.js';
import { problems } from './common.js';
import { defineRoute } from './route.js';

const tag = 'models';
const byName = z.strictObject({ name: slug });

export const maxPredictBatch = 256;

export const modelSchema = z.object({
  name: z.string(),
  description: z.string(),
  champion: z.string().nullable(),
  trainedOn: z.string().nullable(),
  loaded: z.string().nullable().describe('the version this process serves'),
  status: z.enum(['ok', 'degraded', 'not_loaded']),
  problem: z.string().optional(),
});

/** What a version has not learned of what another one knows: the heads that lack labels. */
const forgetsSchema = z.array(
  z.object({
    head: z.string(),
    labels: z.array(z.object({ label, examples: z.int().nonnegative() })).describe('too few to be learned'),
    measuredOn: z.int().nonnegative().describe('held-out tickets that the head’s figures come from'),
    warning: z.string().describe('the same as sentences'),
  }),
);
export type ForgottenLabels = z.infer<typeof forgetsSchema>[number];

/** A model after another version was made its champion. */
export const changedModelSchema = modelSchema.extend({
  forgets: forgetsSchema.describe('what the champion has not learned of what the one before it knows'),
});

export const listModels = defineRoute({
  id: 'listModels',
  method: 'GET',
  path: '/v1/models',
  tag,
  summary: 'Models and what serves',
  responses: { 200: { description: 'Models', schema: z.object({ items: z.array(modelSchema) }) } },
});

export const getModel = defineRoute({
  id: 'getModel',
  method: 'GET',
  path: '/v1/models/:name',
  tag,
  summary: 'One model: champion and status',
  params: byName,
  responses: { 200: { description: 'The model', schema: modelSchema }, ...problems(400, 404) },
});

export const versionListSchema = z.object({
  items: z.array(
    z.object({
      version: z.string(),
      createdAt: z.string(),
      trainedOn: z.string(),
      aliases: z.array(z.string()),
      rejected: z
        .object({ at: timestamp, reasons: z.array(z.string()) })
        .nullable()
        .describe('why it must not be promoted'),
      forgets: forgetsSchema.describe('what it has not learned of what the champion knows'),
    }),
  ),
});

export const listVersions = defineRoute({
  id: 'listVersions',
  method: 'GET',
  path: '/v1/models/:name/versions',
  tag,
  summary: 'Versions of a model, newest first',
  params: byName,
  responses: {
    200: {
      description: 'Versions',
      schema: versionListSchema,
    },
    ...problems(400, 404),
  },
});

export const getVersion = defineRoute({
  id: 'getVersion',
  method: 'GET',
  path: '/v1/models/:name/versions/:version',
  tag,
  summary: 'A version’s card',
  params: z.strictObject({ name: slug, version: slug }),
  responses: { 200: { description: 'The card', schema: cardSchema }, ...problems(400, 404) },
});

/** What is classified: one text. */
export const predictInput = z.strictObject({ subject: text(maxSubjectLength).optional(), body: text(maxBodyLength) });
const predictionSchema = z.object({
  heads: z.record(z.string(), headOutputSchema),
  abstained: z.boolean().describe('not confident enough to route the ticket'),
  outOfScope: z.boolean().describe('about nothing that training saw'),
});

export const predict = defineRoute({
  id: 'predict',
  method: 'POST',
  path: '/v1/models/:name/predict',
  tag,
  summary: `Classify one text, or a batch of at most ${maxPredictBatch} as {"tickets": [...]}`,
  params: byName,
  body: z.union([predictInput, z.strictObject({ tickets: z.array(predictInput).min(1).max(maxPredictBatch) })]),
  responses: {
    200: {
      description: 'One prediction a text, in order',
      schema: z.object({
        model: z.object({ name: z.string(), version: z.string(), trainedOn: z.string() }),
        predictions: z.array(predictionSchema),
      }),
    },
    ...problems(400, 404, 413, 415, 503),
  },
});
