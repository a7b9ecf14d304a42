import type { CardHead, HeadOutput } from '@driftdesk/contracts';
import { type FeatureTrace, linearShares, originalSpans, type Span } from '@driftdesk/ml';
import type { GraphWeights } from './graph-weights.js';

/** How a label's score comes about: words + embedding + bias = logit; softmax(logit / temperature) = probability. */
export interface LabelShares {
  readonly probability: number;
  readonly logit: number;
  readonly words: number;
  readonly embedding: number;
  readonly bias: number;
}

export interface HeadExplanation {
  readonly label: string;
  readonly runnerUp: string;
  readonly temperature: number;
  readonly labels: Readonly<Record<string, LabelShares>>;
}

/** A word where it stands in the text: head → label → what it adds to the label's logit. */
export interface ExplainedWord extends Span {
  readonly shares: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** One prediction taken apart. Words beyond what the features read have no share and are not listed. */
export interface TextExplanation {
  readonly heads: Readonly<Record<string, HeadExplanation>>;
  readonly words: readonly ExplainedWord[];
}

/** A head with the place of its first label among the labels of all heads. */
interface Place {
  readonly head: CardHead;
  readonly first: number;
}

/** What explaining needs of a version. */
export interface ExplainableModel {
  readonly heads: readonly CardHead[];
  readonly trace: (text: string) => FeatureTrace;
  readonly weights: GraphWeights;
}

/** Takes what a version predicted of a text (head → output) apart, exactly up to the rounding of float32. */
export function explainText(
  text: string,
  embedding: Float32Array,
  outputs: Readonly<Record<string, HeadOutput>>,
  { heads, trace, weights }: ExplainableModel,
): TextExplanation {
  const traced = trace(text);
  const shares = linearShares(traced, embedding, weights);
  const sums = { words: sumRows(shares.words, weights.classes), embedding: shares.embedding };
  const places = placesOf(heads);
  const explained = places.map((place) => {
    const { name } = place.head;
    return [name, explainHead(place, outputs[name] as HeadOutput, sums, weights)] as const;
  });
  const words = originalSpans(text, traced.words).map((span, word) => ({
    ...span,
    shares: sharesOf(shares.words, word * weights.classes, places),
  }));
  return { heads: Object.fromEntries(explained), words };
}

function explainHead(
  { head, first }: Place,
  output: HeadOutput,
  sums: { readonly words: Float64Array; readonly embedding: Float64Array },
  { bias: biases, temperatures }: GraphWeights,
): HeadExplanation {
  const labels = labelsOf(head, (label, at) => {
    const words = sums.words[first + at] as number;
    const embedding = sums.embedding[first + at] as number;
    const bias = biases[first + at] as number;
    const probability = output.probabilities[label] as number;
    return { probability, logit: words + embedding + bias, words, embedding, bias };
  });
  const temperature = temperatures[head.name] as number;
  return { label: output.label, runnerUp: runnerUpOf(output), temperature, labels };
}

function placesOf(heads: readonly CardHead[]): Place[] {
  let first = 0;
  return heads.map((head) => {
    const place = { head, first };
    first += head.labels.length;
    return place;
  });
}

function sharesOf(words: Float64Array, from: number, places: readonly Place[]): ExplainedWord['shares'] {
  return Object.fromEntries(
    places.map(({ head, first }) => [
      head.name,
      labelsOf(head, (_, at) => rounded(words[from + first + at] as number)),
    ]),
  );
}

function labelsOf<Value>({ labels }: CardHead, valueOf: (label: string, at: number) => Value): Record<string, Value> {
  return Object.fromEntries(labels.map((label, at) => [label, valueOf(label, at)]));
}

/** A long text has thousands of shares: eight decimals halve the reply and are far below what adding them up needs. */
function rounded(share: number): number {
  return Number(share.toFixed(8));
}

/** Column sums of a row-major matrix. */
function sumRows(matrix: Float64Array, width: number): Float64Array {
  const sums = new Float64Array(width);
  for (let at = 0; at < matrix.length; at++) sums[at % width] = (sums[at % width] as number) + (matrix[at] as number);
  return sums;
}

function runnerUpOf({ label, probabilities }: HeadOutput): string {
  const others = Object.entries(probabilities).filter(([name]) => name !== label);
  return others.reduce((best, other) => (other[1] > best[1] ? other : best))[0];
}
