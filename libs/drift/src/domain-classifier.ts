import {
  createRandom,
  designMatrix,
  logisticRegression,
  placeRows,
  scoreRows,
  shuffled,
  softmaxRows,
} from '@driftdesk/ml';
import { areaUnderCurve } from './area-under-curve.js';

export interface DomainClassification {
  /** How well the windows can be told apart by their embeddings; 0.5: not at all. */
  readonly auc: number;
  /** [current rows], 0–1: how sure a classifier that had not seen the row is that it is a current one. */
  readonly scores: Float64Array;
}

const folds = 5;
const fit = { penalty: { l2: 1 }, maxIterations: 100, history: 5, gradientTolerance: 1e-4 };
/** Entries of an embedding are about 0.05; the penalty is meant for larger ones. */
const scale = 4;

/**
 * Logistic regression of reference (0) against current (1) on the embeddings, cross-fitted: a row's score comes from a
 * fit without its fold (classifier two-sample tests: Lopez-Paz & Oquab 2017, arXiv 1610.06545).
 * @throws RangeError when a window has fewer than two rows
 */
export function classifyDomain(
  reference: readonly Float32Array[],
  current: readonly Float32Array[],
  seed: number,
): DomainClassification {
  if (reference.length < 2 || current.length < 2) throw new RangeError('Telling windows apart takes two rows of each.');
  const embeddings = [...reference, ...current];
  const foldOf = dealFolds(reference.length, current.length, seed);
  const scores = new Float64Array(embeddings.length);
  for (let fold = 0; fold < folds; fold++) {
    const held = [...foldOf.keys()].filter((row) => foldOf[row] === fold);
    if (held.length === 0) continue;
    const kept = [...foldOf.keys()].filter((row) => foldOf[row] !== fold);
    const targets = Int32Array.from(kept, (row) => (row < reference.length ? 0 : 1));
    const { head } = logisticRegression(placeRows(matrixOf(embeddings, kept)), targets, 2).fit(fit);
    const probabilities = softmaxRows(scoreRows(matrixOf(embeddings, held), head), 2, 1);
    held.forEach((row, at) => (scores[row] = probabilities[2 * at + 1] as number));
  }
  const currentScores = scores.slice(reference.length);
  return { auc: areaUnderCurve(scores.subarray(0, reference.length), currentScores), scores: currentScores };
}

/** Each row's fold; both windows are dealt out evenly. */
function dealFolds(referenceRows: number, currentRows: number, seed: number): Int32Array {
  const random = createRandom(seed);
  const deal = (rows: number) =>
    shuffled(
      Array.from({ length: rows }, (_, row) => row % folds),
      random,
    );
  return Int32Array.from([...deal(referenceRows), ...deal(currentRows)]);
}

function matrixOf(embeddings: readonly Float32Array[], rows: readonly number[]) {
  const none = { columns: new Int32Array(), values: new Float32Array() };
  const ngrams = { rows: rows.length, width: 0, offsets: new Int32Array(rows.length + 1), ...none };
  const chosen = rows.map((row) => embeddings[row] as Float32Array);
  return designMatrix(ngrams, chosen, { dimensions: chosen[0]?.length ?? 0, scale });
}
