import type { HeadSpec, ModelSpec } from '@driftdesk/contracts';
import { distancesToClasses, fitClassGaussians, type ClassGaussians } from '@driftdesk/ml';
import { targetsOf, type TrainingRow } from './training-rows.js';

/** What lies within scope: not further from the classes of one head than nearly all rows are. */
export interface ModelScope {
  readonly head: HeadSpec;
  readonly gaussians: ClassGaussians;
  readonly threshold: number;
}

/** The head whose classes make the scope: the first that may abstain. */
export function scopeHead({ heads }: ModelSpec): HeadSpec | undefined {
  return heads.find(({ abstains }) => abstains);
}

/**
 * The distance that the allowed share of calibration rows exceeds; the classes come from training rows alone, whose
 * own distances are too short.
 */
export function chooseScopeThreshold(
  training: readonly TrainingRow[],
  calibration: readonly TrainingRow[],
  head: HeadSpec,
  allowed: number,
): number {
  const distances = distancesToClasses(embeddingsOf(calibration), fitScope(training, head)).sort();
  const beyond = Math.floor(allowed * distances.length);
  return distances[distances.length - 1 - beyond] as number;
}

/** Fits the classes of a head. */
export function fitScope(rows: readonly TrainingRow[], head: HeadSpec): ClassGaussians {
  return fitClassGaussians(embeddingsOf(rows), targetsOf(rows, head), head.labels.length);
}

/** Share of rows that a scope takes for being about nothing it knows. */
export function rejectedShare(rows: readonly TrainingRow[], { gaussians, threshold }: ModelScope): number {
  const distances = distancesToClasses(embeddingsOf(rows), gaussians);
  return distances.filter((distance) => distance > threshold).length / Math.max(1, rows.length);
}

function embeddingsOf(rows: readonly TrainingRow[]): Float32Array[] {
  return rows.map(({ embedding }) => embedding);
}
