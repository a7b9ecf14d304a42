import type { FeatureSpec, ModelSpec, VersionExplanation } from '@driftdesk/contracts';
import { readLinearWeights } from '@driftdesk/inference';
import { createTracer, linearShares, type LinearWeights } from '@driftdesk/ml';
import type { TrainingRow } from './training-rows.js';
import { createWordTally, type TalliedWord } from './word-tally.js';

/**
 * A version folder is never erased, tickets can be. What occurs in so many groups of tickets is no longer one
 * requester's word: a name, a number or a password of a single case stays out.
 */
const fewestGroups = 5;

/** Words listed for and against a label: what fits a screen. */
const mostWords = 15;

/** Says what speaks for and against each label over the rows that the shipped heads were fitted on. */
export function explainVersion(
  model: Uint8Array,
  { heads, features }: ModelSpec,
  rows: readonly TrainingRow[],
): VersionExplanation {
  const weights = readLinearWeights(model, heads);
  const { words, sums } = addUpShares(rows, weights, features);
  let next = 0;
  const explained = heads.map(({ name, labels }) => {
    const described = labels.map((label) => {
      const column = next++;
      const bias = weights.bias[column] as number;
      const [forIt, against] = [strongest(words, column, 1), strongest(words, column, -1)];
      return { label, bias, meanAbsoluteShare: columnOf(sums, column), for: forIt, against };
    });
    const all = described.map(({ meanAbsoluteShare }) => meanAbsoluteShare);
    const mean = { words: meanOf(all.map((one) => one.words)), embedding: meanOf(all.map((one) => one.embedding)) };
    return { name, meanAbsoluteShare: mean, labels: described };
  });
  return { rows: rows.length, fewestGroups, heads: explained };
}

/** Mean absolute shares in the logits, [classes] each. */
interface MeanAbsoluteShares {
  readonly words: Float64Array;
  readonly embedding: Float64Array;
}

function addUpShares(
  rows: readonly TrainingRow[],
  weights: LinearWeights,
  features: FeatureSpec,
): { words: TalliedWord[]; sums: MeanAbsoluteShares } {
  const { classes } = weights;
  const trace = createTracer(features);
  const tally = createWordTally(classes, fewestGroups);
  const sums = { words: new Float64Array(classes), embedding: new Float64Array(classes) };
  for (const { group, text, embedding } of rows) {
    const traced = trace(text);
    const shares = linearShares(traced, embedding, weights);
    const total = tally.add(group, traced.words, shares.words);
    for (let c = 0; c < classes; c++) {
      addTo(sums.words, c, Math.abs(total[c] as number) / rows.length);
      addTo(sums.embedding, c, Math.abs(shares.embedding[c] as number) / rows.length);
    }
  }
  return { words: tally.words(), sums };
}

function columnOf({ words, embedding }: MeanAbsoluteShares, column: number) {
  return { words: words[column] as number, embedding: embedding[column] as number };
}

function strongest(words: readonly TalliedWord[], column: number, sign: 1 | -1) {
  const shareOf = ({ shares }: TalliedWord) => sign * (shares[column] as number);
  return words
    .filter((word) => shareOf(word) > 0)
    .sort((left, right) => shareOf(right) - shareOf(left) || (left.word < right.word ? -1 : 1))
    .slice(0, mostWords)
    .map(({ word, shares, rows }) => ({ word, share: shares[column] as number, rows }));
}

function addTo(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] as number) + value;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
