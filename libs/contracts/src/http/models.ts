import { z } from 'zod';
import { cardSchema } from '../models/card.js';
import { maxBodyLength, maxSubjectLength, slug, text, timestamp } from '../text.js';
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
      schema: z.object({
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
          }),
        ),
      }),
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
