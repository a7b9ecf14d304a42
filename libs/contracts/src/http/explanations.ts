import { z } from 'zod';
import { versionExplanationSchema } from '../models/explanation.js';
import { label, slug } from '../text.js';
import { problems } from './common.js';
import { predictInput } from './models.js';
import { defineRoute } from './route.js';

const tag = 'models';

const labelSharesSchema = z
  .object({
    probability: z.number(),
    logit: z.number(),
    words: z.number(),
    embedding: z.number(),
    bias: z.number(),
  })
  .describe('words + embedding + bias = logit; softmax of the head’s logits / temperature = the probabilities');

const headExplanationSchema = z.object({
  label: label.describe('the predicted label'),
  runnerUp: label,
  temperature: z.number(),
  labels: z.record(label, labelSharesSchema),
});

const explainedWordSchema = z.object({
  text: z.string().describe('as it was written'),
  field: z.enum(['subject', 'body']),
  start: z.int().nonnegative().describe('where it stands in the field, in UTF-16 code units'),
  end: z.int().positive().describe('exclusive'),
  shares: z
    .record(z.string(), z.record(label, z.number()))
    .describe('head → label → what the word adds to the label’s logit; over all words they add up to `words`'),
});

/** One prediction taken apart. */
export const explanationSchema = z.object({
  model: z.object({ name: z.string(), version: z.string(), trainedOn: z.string() }),
  heads: z.record(z.string(), headExplanationSchema),
  words: z
    .array(explainedWordSchema)
    .describe('in text order; words after the first 4,000 characters have no share and are left out'),
});
export type Explanation = z.infer<typeof explanationSchema>;

export const explain = defineRoute({
  id: 'explain',
  method: 'POST',
  path: '/v1/models/:name/explain',
  tag,
  summary: 'Classify one text and say what each of its words, and its embedding, adds to each label',
  params: z.strictObject({ name: slug }),
  body: predictInput,
  responses: {
    200: {
      description: 'The prediction taken apart',
      schema: explanationSchema,
    },
    ...problems(400, 404, 413, 415, 503),
  },
});

export const getVersionExplanation = defineRoute({
  id: 'getVersionExplanation',
  method: 'GET',
  path: '/v1/models/:name/versions/:version/explanation',
  tag,
  summary: 'What speaks for and against each label of a version, overall',
  params: z.strictObject({ name: slug, version: slug }),
  responses: {
    200: { description: 'Words and shares, by head and label', schema: versionExplanationSchema },
    ...problems(400, 404, 503),
  },
});
