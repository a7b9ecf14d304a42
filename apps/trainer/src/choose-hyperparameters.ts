import type { HeadSpec, ModelSpec } from '@driftdesk/contracts';
import {
  abstainThreshold,
  fitTemperature,
  logisticRegression,
  meanNegativeLogLikelihood,
  predictionsOf,
  scoreRows,
  softmaxRows,
} from '@driftdesk/ml';
import type { CsrMatrix, LinearHead, LogisticRegression } from '@driftdesk/ml';
import { penaltyOf } from './penalty.js';
import { TrainingFailed } from './training-failed.js';
import { targetsOf, type TrainingRow } from './training-rows.js';

/** Largest gradient entry at which a fit is done. Ten times smaller takes twice the iterations and gains nothing. */
export const gradientTolerance = 1e-4;

/** What a head is fitted and served with; chosen on rows that its fits had not seen. */
export interface HeadChoice {
  readonly spec: HeadSpec;
  readonly l2: number;
  readonly embeddingFactor: number;
  readonly temperature: number;
  /** The confidence below which the head abstains; 0 when it never does. */
  readonly threshold: number;
}

/** One part of the rows with its design matrix. */
export interface Part {
  readonly rows: readonly TrainingRow[];
  readonly matrix: CsrMatrix;
}

interface Candidate extends Omit<HeadChoice, 'threshold'> {
  readonly head: LinearHead;
  /** Mean negative log-likelihood on the calibration part. */
  readonly loss: number;
}

/** How many fits a choice takes at most. */
export function mostFits({ heads, training }: ModelSpec): number {
  return heads.length * (training.l2.length + training.embeddingFactors.length - 1);
}

/**
 * Fits a head on the training part at one penalty after another and keeps the likeliest on the calibration part; then
 * reads temperature and threshold off that part.
 * @throws TrainingFailed when a part lacks labels
 */
export function chooseHyperparameters(
  training: Part,
  calibration: Part,
  head: HeadSpec,
  spec: ModelSpec,
  onFit: () => void,
): HeadChoice {
  const targets = targetsOf(training.rows, head);
  const held = targetsOf(calibration.rows, head);
  checkTargets(head, targets, held);
  const regression = logisticRegression(training.matrix, targets, head.labels.length);
  const attempt = (l2: number, embeddingFactor: number, start?: LinearHead): Candidate => {
    const candidate = fitCandidate(regression, head, spec, { l2, embeddingFactor }, start);
    onFit();
    return { ...candidate, ...judge(candidate.head, calibration.matrix, held) };
  };
  const { head: fitted, loss: _, ...choice } = searchFactors(searchPenalties(spec, attempt), spec, attempt);
  return { ...choice, threshold: thresholdOf(choice, fitted, calibration.matrix, held, spec) };
}

type Attempt = (l2: number, embeddingFactor: number, start?: LinearHead) => Candidate;

/** The factor that all penalties are tried with first: the middle one. */
function firstFactor({ training }: ModelSpec): number {
  const sorted = training.embeddingFactors.toSorted((left, right) => left - right);
  return sorted[sorted.length >> 1] as number;
}

/** From the strongest penalty to the weakest, each fit from where the one before ended, until the loss rises. */
function searchPenalties(spec: ModelSpec, attempt: Attempt): Candidate {
  const strengths = spec.training.l2.toSorted((left, right) => right - left);
  const factor = firstFactor(spec);
  let best = attempt(strengths[0] as number, factor);
  for (const l2 of strengths.slice(1)) {
    const next = attempt(l2, factor, best.head);
    if (next.loss >= best.loss) break;
    best = next;
  }
  return best;
}

function searchFactors(best: Candidate, spec: ModelSpec, attempt: Attempt): Candidate {
  return spec.training.embeddingFactors
    .filter((factor) => factor !== best.embeddingFactor)
    .map((factor) => attempt(best.l2, factor, best.head))
    .reduce((winner, candidate) => (candidate.loss < winner.loss ? candidate : winner), best);
}

function fitCandidate(
  regression: LogisticRegression,
  head: HeadSpec,
  { features, training }: ModelSpec,
  penalty: { l2: number; embeddingFactor: number },
  start: LinearHead | undefined,
) {
  const fit = regression.fit({
    ...training,
    penalty: penaltyOf(penalty, features),
    gradientTolerance,
    start: start?.parameters,
  });
  return { spec: head, ...penalty, head: fit.head };
}

function judge(head: LinearHead, calibration: CsrMatrix, held: Int32Array) {
  const scores = scoreRows(calibration, head);
  const temperature = fitTemperature(scores, head.classes, held);
  return { temperature, loss: meanNegativeLogLikelihood(scores, head.classes, held, temperature) };
}

function thresholdOf(
  { spec: head, temperature }: Omit<HeadChoice, 'threshold'>,
  fitted: LinearHead,
  calibration: CsrMatrix,
  held: Int32Array,
  { training }: ModelSpec,
): number {
  if (!head.abstains) return 0;
  const probabilities = softmaxRows(scoreRows(calibration, fitted), fitted.classes, temperature);
  return abstainThreshold(predictionsOf(probabilities, fitted.classes, held), training.targetAccuracy);
}

function checkTargets(spec: HeadSpec, training: Int32Array, calibration: Int32Array): void {
  const labels = new Set(training.filter((target) => target >= 0)).size;
  const parts = [
    ...(labels < 2 ? ['rows of two labels for training'] : []),
    ...(calibration.every((target) => target < 0) ? ['a row for calibration'] : []),
  ];
  if (parts.length === 0) return;
  throw new TrainingFailed(
    `Head "${spec.name}" has too few labelled groups: the split left it without ${parts.join(' and without ')}. Label tickets of more groups.`,
  );
}
