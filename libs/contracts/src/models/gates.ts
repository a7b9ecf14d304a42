import { z } from 'zod';
import { slug } from '../text.js';

const head = { head: slug };

/** A condition that a version must meet before it may serve; `part` says on which rows of the evaluation. */
export const gateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('floor'), ...head, macroF1: z.number() }).describe('holdout'),
  z
    .strictObject({
      kind: z.literal('better'),
      ...head,
      part: z.enum(['slice', 'holdout']),
      by: z
        .enum(['accuracy', 'brier'])
        .optional()
        .describe(
          'what is gained; brier: the score of all probabilities, while the accuracy gains the margin too. Absent: accuracy',
        ),
      margin: z.number(),
    })
    .describe('lower 95 % bound of what is gained over the champion, by paired bootstrap, is above the margin'),
  z
    .strictObject({ kind: z.literal('recall'), ...head, minimumRows: z.int().min(1), mostLost: z.number() })
    .describe(
      'no label loses more recall, when the exact paired 95 % upper bound of its change is below 0 (McNemar, p < 0.025)',
    ),
  z
    .strictObject({
      kind: z.literal('right-answers'),
      ...head,
      part: z.enum(['slice', 'holdout']),
      mostLost: z.number(),
    })
    .describe(
      'the share of rows that are answered, not handed over, and rightly falls by no more, when McNemar’s exact test says that it falls (p < 0.025)',
    ),
  z
    .strictObject({ kind: z.literal('new-labels'), ...head, minimumRows: z.int().min(1), recall: z.number() })
    .describe('labels that the champion lacks are found: lower 95 % bound of their recall, by Wilson’s interval'),
  z.strictObject({ kind: z.literal('calibration'), ...head, ece: z.number() }).describe('most, on the holdout'),
  z.strictObject({ kind: z.literal('latency'), milliseconds: z.number() }).describe('most, of one row'),
  z.strictObject({ kind: z.literal('size'), megabytes: z.number() }).describe('most, of the model file'),
  z.strictObject({ kind: z.literal('parity'), difference: z.number() }).describe('most, of graph and trainer'),
]);
export type Gate = z.infer<typeof gateSchema>;

/** What a gate found. */
export const gateResultSchema = z.strictObject({
  gate: gateSchema,
  passed: z.boolean(),
  sentence: z.string().describe('what was measured and what was asked for'),
});
export type GateResult = z.infer<typeof gateResultSchema>;
