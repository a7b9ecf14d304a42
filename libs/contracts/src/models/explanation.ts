import { z } from 'zod';
import { label, slug } from '../text.js';

const wordSchema = z.strictObject({
  word: z.string().describe('lower-cased, as the n-grams see it'),
  share: z.number().describe('mean of what it adds to the label’s logit in the rows that have it'),
  rows: z.int().min(1).describe('rows that have it'),
});

const meanAbsoluteShareSchema = z
  .strictObject({ words: z.number().nonnegative(), embedding: z.number().nonnegative() })
  .describe('mean absolute share of all words together, and of the embedding, in the logit');

/**
 * `explanation.json` of a version folder: what speaks for and against each label, over the rows that the version was
 * fitted on. Hashed n-grams cannot be turned back into words, so it is written at training.
 */
export const versionExplanationSchema = z.strictObject({
  rows: z.int().nonnegative().describe('training rows it was made of'),
  fewestGroups: z.int().min(1).describe('a word is listed only if it occurs in at least so many groups of rows'),
  heads: z.array(
    z.strictObject({
      name: slug,
      meanAbsoluteShare: meanAbsoluteShareSchema,
      labels: z.array(
        z.strictObject({
          label,
          bias: z.number(),
          meanAbsoluteShare: meanAbsoluteShareSchema,
          for: z.array(wordSchema).describe('strongest first'),
          against: z.array(wordSchema).describe('strongest first'),
        }),
      ),
    }),
  ),
});
export type VersionExplanation = z.infer<typeof versionExplanationSchema>;
