import type { FeatureSpec, ModelSpec } from '@driftdesk/contracts';
import {
  designRows,
  embeddingColumns,
  fitFeatures,
  transferHead,
  type FittedFeatures,
  type LinearHead,
} from '@driftdesk/ml';
import type { FitPool } from './fits/fit-pool.js';
import { penaltyOf } from './fits/penalty.js';
import { fitScope, scopeHead, type ModelScope } from './scope.js';
import type { HeadChoice, ModelChoice } from './search/choose-model.js';
import { gradientTolerance } from './search/search-head.js';
import { targetsOf, type TrainingRow } from './training-rows.js';

/** A head with what it was fitted with. */
export interface FittedHead extends HeadChoice {
  readonly name: string;
  readonly head: LinearHead;
}

/** A model in the trainer's own arithmetic. */
export interface FittedModel {
  readonly vocabulary: FittedFeatures;
  readonly heads: readonly FittedHead[];
  /** Absent when no head abstains. */
  readonly scope?: ModelScope | undefined;
}

/**
 * Fits a model on all rows. Temperature and thresholds stay as they were chosen: on rows that the fits had not seen,
 * as the tickets to come will be.
 */
export async function fitModel(
  rows: readonly TrainingRow[],
  choice: ModelChoice,
  spec: ModelSpec,
  pool: FitPool,
  onFit: () => void,
): Promise<FittedModel> {
  const vocabulary = fitFeatures(rows, spec.features, spec.training.seed, choice.fitted?.vocabulary.landmarks);
  const problem = pool.open({
    training: designRows(rows, vocabulary, spec.features),
    heads: choice.heads.map(({ spec: head }) => ({ classes: head.labels.length, training: targetsOf(rows, head) })),
  });
  const fitting = Promise.all(
    choice.heads.map(async (chosen, at): Promise<FittedHead> => {
      const { head } = await problem.fit(at, {
        ...spec.training,
        penalty: penaltyOf(chosen, spec.features),
        gradientTolerance,
        start: startOf(choice, at, vocabulary, spec.features),
      });
      onFit();
      return { ...chosen, name: chosen.spec.name, head };
    }),
  );
  const scope = scopeOf(rows, choice, spec);
  const heads = await fitting;
  problem.close();
  return { vocabulary, heads, scope };
}

/** The weights that the choice was made by, over these rows' columns. */
function startOf(
  { fitted }: ModelChoice,
  at: number,
  vocabulary: FittedFeatures,
  features: FeatureSpec,
): Float64Array | undefined {
  const head = fitted?.heads[at];
  return fitted && head && transferHead(head, fitted.vocabulary, vocabulary, embeddingColumns(features));
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
