import type { HeadSpec, ModelSpec } from '@driftdesk/contracts';
import { designRows, fitFeatures, type FittedFeatures, hashOrder, type LinearHead } from '@driftdesk/ml';
import type { FitPool } from '../fits/fit-pool.js';
import { chooseScopeThreshold, scopeHead } from '../scope.js';
import { splitRows, targetsOf, type TrainingRow } from '../training-rows.js';
import { checkTargets, chooseThreshold } from './choose-threshold.js';
import { countFits, searchHead } from './search-head.js';

/** What a head is fitted and served with; chosen on rows that its fits had not seen. */
export interface HeadChoice {
  readonly spec: HeadSpec;
  readonly l2: number;
  readonly embeddingFactor: number;
  readonly temperature: number;
  /** The confidence below which the head abstains; 0 when it never does. */
  readonly threshold: number;
}

/** Everything about a model that is chosen and not fitted. */
export interface ModelChoice {
  readonly heads: readonly HeadChoice[];
  readonly scopeThreshold: number | undefined;
  /** Rows it was chosen with: fitted on, and judged on. */
  readonly trainingRows: number;
  readonly calibrationRows: number;
  /** The weights that the choice was made by, one head each; fits on more rows start there. */
  readonly fitted?: { readonly vocabulary: FittedFeatures; readonly heads: readonly LinearHead[] } | undefined;
}

export type Report = (done: number, total: number) => void;

/** Chooses penalties, temperatures and thresholds by a part of the rows that is held back from these fits. */
export async function chooseModel(
  rows: readonly TrainingRow[],
  spec: ModelSpec,
  pool: FitPool,
  onProgress: Report,
): Promise<ModelChoice> {
  const { seed, calibrationShare, falseRejections } = spec.training;
  const { kept, held } = splitRows(rows, spec, calibrationShare, seed + 1);
  // The search begins with the first rows alone, which must be like all of them.
  const mixed = hashOrder(kept, ({ example }) => example.id, seed + 2);
  const vocabulary = fitFeatures(mixed, spec.features, seed);
  const calibration = designRows(held, vocabulary, spec.features);
  const heads = spec.heads.map((head) => targetsOfParts(head, mixed, held));
  const problem = pool.open({ training: designRows(mixed, vocabulary, spec.features), calibration, heads });
  const total = heads.reduce((sum, { training }) => sum + countFits(spec, training), 0);
  let fits = 0;
  const searching = Promise.all(
    heads.map(({ training }, at) => searchHead(problem, at, training, spec, () => onProgress(++fits, total))),
  );
  const scope = scopeHead(spec);
  const scopeThreshold = scope && chooseScopeThreshold(mixed, held, scope, falseRejections);
  const found = await searching;
  problem.close();
  const choices = heads.map(({ head, calibration: targets }, at): HeadChoice => {
    const { head: fitted, ...chosen } = found[at] as (typeof found)[number];
    const threshold = chooseThreshold(head, fitted, chosen.temperature, calibration, targets, spec.training);
    return { spec: head, ...chosen, threshold };
  });
  return {
    ...{ heads: choices, scopeThreshold, trainingRows: kept.length, calibrationRows: held.length },
    fitted: { vocabulary, heads: found.map(({ head }) => head) },
  };
}

function targetsOfParts(head: HeadSpec, training: readonly TrainingRow[], calibration: readonly TrainingRow[]) {
  const targets = { training: targetsOf(training, head), calibration: targetsOf(calibration, head) };
  checkTargets(head, targets.training, targets.calibration);
  return { head, classes: head.labels.length, ...targets };
}
