import type { Predictions } from './predictions.js';

/** One bin of a reliability curve: how sure the predictions are on average, and how many of them are right. */
export interface ReliabilityBin {
  /** Mean confidence of the bin's rows. */
  readonly confidence: number;
  /** Share of the bin's rows that are right. */
  readonly accuracy: number;
  readonly rows: number;
}

/**
 * Confidence against accuracy in bins of equal mass, by ascending confidence (Nixon et al. 2019): bin b holds the rows
 * from ⌊b·n/bins⌋ to ⌊(b+1)·n/bins⌋. Bins without rows are left out, so there are at most n.
 */
export function reliabilityBins({ targets, predicted, confidences }: Predictions, bins = 15): ReliabilityBin[] {
  const rows = confidences.length;
  const order = [...confidences.keys()].sort(
    (left, right) => (confidences[left] as number) - (confidences[right] as number),
  );
  const parts = Array.from({ length: bins }, (_, bin) =>
    order.slice(Math.floor((bin * rows) / bins), Math.floor(((bin + 1) * rows) / bins)),
  );
  return parts
    .filter((part) => part.length > 0)
    .map((part) => ({
      confidence: part.reduce((sum, row) => sum + (confidences[row] as number), 0) / part.length,
      accuracy: part.filter((row) => targets[row] === predicted[row]).length / part.length,
      rows: part.length,
    }));
}
