import { z } from 'zod';
import { authorSchema } from '../identity.js';
import { label, slug, timestamp } from '../text.js';
import { problems } from './common.js';
import { defineRoute } from './route.js';

const tag = 'models';
const byName = z.strictObject({ name: slug });

export const labelOrigins = ['spec', 'added'] as const;

const registeredLabelSchema = z.object({
  label,
  origin: z.enum(labelOrigins).describe('from the model’s spec, or added by a person'),
  addedBy: authorSchema.optional(),
  addedAt: timestamp.optional(),
  learned: z.boolean().describe('whether the champion has learned it'),
});

export const listLabels = defineRoute({
  id: 'listLabels',
  method: 'GET',
  path: '/v1/models/:name/labels',
  tag,
  summary: 'The registered labels of each head, and which of them the champion has learned',
  params: byName,
  responses: {
    200: {
      description: 'Heads and their labels',
      schema: z.object({
        champion: z.string().nullable(),
        heads: z.array(z.object({ name: z.string(), labels: z.array(registeredLabelSchema) })),
      }),
    },
    ...problems(400, 404),
  },
});

/** A label that people may add: one that they can tell from others when they see it. */
export const newLabel = label
  .regex(/^\P{Cc}+$/u, 'must not contain control characters')
  .regex(/[\p{L}\p{N}\p{S}]/u, 'must contain a letter, a digit or a symbol')
  .regex(/^\S(?:.*\S)?$/su, 'must not begin or end with a space');

export const addLabel = defineRoute({
  id: 'addLabel',
  method: 'POST',
  path: '/v1/models/:name/labels',
  tag,
  summary:
    'Register a label: feedback may use it at once, the head learns it from the next training with enough examples',
  params: byName,
  body: z.strictObject({ head: slug, label: newLabel }),
  responses: {
    201: { description: 'The label', schema: registeredLabelSchema.extend({ head: z.string() }) },
    ...problems(400, 404, 409, 413, 415),
  },
});
