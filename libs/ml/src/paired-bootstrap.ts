import { createRandom } from './random.js';

/** A mean and its percentile interval. */
export interface BootstrapInterval {
  readonly mean: number;
  /** 2.5th percentile of the resampled means. */
  readonly lower: number;
  /** 97.5th percentile. */
  readonly upper: number;
}

const resamples = 2000;

/**
 * 95 % percentile interval of the mean of paired differences, one a row, by resampling the rows (Efron & Tibshirani, An
 * Introduction to the Bootstrap, 1993, chapter 13). Without rows everything is 0.
 */
export function pairedBootstrap(differences: readonly number[], seed: number): BootstrapInterval {
  const rows = differences.length;
  if (rows === 0) return { mean: 0, lower: 0, upper: 0 };
  const random = createRandom(seed);
  const means = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) {
    let sum = 0;
    for (let draw = 0; draw < rows; draw++) sum += differences[(random() * rows) | 0] as number;
    means[resample] = sum / rows;
  }
  means.sort();
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / rows;
  return { mean, lower: percentile(means, 0.025), upper: percentile(means, 0.975) };
}

function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}
