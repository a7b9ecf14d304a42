import type { ModelSpec } from '@driftdesk/contracts';
import { fitVocabulary, logisticRegression } from '@driftdesk/ml';
import type { LinearHead, Vocabulary } from '@driftdesk/ml';
import { chooseHyperparameters, gradientTolerance, mostFits, type HeadChoice } from './choose-hyperparameters.js';
import { penaltyOf } from './penalty.js';
import { chooseScopeThreshold, fitScope, scopeHead, type ModelScope } from './scope.js';
import { matrixOf, splitRows, targetsOf, type TrainingRow } from './training-rows.js';

/** A head with what it was fitted with. */
export interface FittedHead extends HeadChoice {
  readonly name: string;
  readonly head: LinearHead;
}

/** A model in the trainer's own arithmetic. */
export interface FittedModel {
  readonly vocabulary: Vocabulary;
  readonly heads: readonly FittedHead[];
  /** Absent when no head abstains. */
  readonly scope?: ModelScope | undefined;
}

/** Everything about a model that is chosen and not fitted. */
export interface ModelChoice {
  readonly heads: readonly HeadChoice[];
  readonly scopeThreshold: number | undefined;
  /** Rows it was chosen with: fitted on, and judged on. */
  readonly trainingRows: number;
  readonly calibrationRows: number;
}

type Report = (done: number, total: number) => void;

/** Chooses penalties, temperatures and thresholds by a part of the rows that is held back from these fits. */
export function chooseModel(rows: readonly TrainingRow[], spec: ModelSpec, onProgress: Report): ModelChoice {
  const { kept, held } = splitRows(rows, spec, spec.training.calibrationShare, spec.training.seed + 1);
  const vocabulary = vocabularyOf(kept, spec);
  const training = { rows: kept, matrix: matrixOf(kept, vocabulary, spec.features) };
  const calibration = { rows: held, matrix: matrixOf(held, vocabulary, spec.features) };
  const most = mostFits(spec);
  let fits = 0;
  const heads = spec.heads.map((head) =>
    chooseHyperparameters(training, calibration, head, spec, () => onProgress(++fits, most)),
  );
  onProgress(most, most);
  const head = scopeHead(spec);
  const scopeThreshold = head && chooseScopeThreshold(kept, held, head, spec.training.falseRejections);
  return { heads, scopeThreshold, trainingRows: kept.length, calibrationRows: held.length };
}

/**
 * Fits a model on all rows. Temperature and thresholds stay as they were chosen: on rows that the fits had not seen,
 * as the tickets to come will be.
 */
export function fitModel(
  rows: readonly TrainingRow[],
  choice: ModelChoice,
  spec: ModelSpec,
  onProgress: Report,
): FittedModel {
  const vocabulary = vocabularyOf(rows, spec);
  const matrix = matrixOf(rows, vocabulary, spec.features);
  const heads = choice.heads.map((chosen, at) => {
    const regression = logisticRegression(matrix, targetsOf(rows, chosen.spec), chosen.spec.labels.length);
    const penalty = penaltyOf(chosen, spec.features);
    const { head } = regression.fit({ ...spec.training, penalty, gradientTolerance });
    onProgress(at + 1, choice.heads.length);
    return { ...chosen, name: chosen.spec.name, head };
  });
  return { vocabulary, heads, scope: scopeOf(rows, choice, spec) };
}

function scopeOf(
  rows: readonly TrainingRow[],
  { scopeThreshold }: ModelChoice,
  spec: ModelSpec,
): ModelScope | undefined {
  const head = scopeHead(spec);
  if (head === undefined || scopeThreshold === undefined) return undefined;
  return { head, gaussians: fitScope(rows, head), threshold: scopeThreshold };
}

function vocabularyOf(rows: readonly TrainingRow[], { features }: ModelSpec): Vocabulary {
  return fitVocabulary(
    rows.map(({ ngrams }) => ngrams),
    features.buckets,
  );
}
