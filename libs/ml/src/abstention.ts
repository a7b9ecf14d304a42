import type { Predictions } from './predictions.js';

/**
 * The lowest confidence such that the rows at least that confident reach `targetAccuracy`; rows of equal confidence
 * go together. 1 when no such confidence exists: then nearly every row abstains.
 */
export function abstainThreshold({ targets, predicted, confidences }: Predictions, targetAccuracy: number): number {
  const order = [...confidences.keys()].sort(
    (left, right) => (confidences[right] as number) - (confidences[left] as number),
  );
  let threshold = 1;
  let correct = 0;
  order.forEach((row, at) => {
    if (targets[row] === predicted[row]) correct++;
    const confidence = confidences[row] as number;
    const next = order[at + 1];
    const endsTie = next === undefined || (confidences[next] as number) < confidence;
    if (endsTie && correct / (at + 1) >= targetAccuracy) threshold = Math.min(1, confidence);
  });
  return threshold;
}

/** Share of rows at or above the threshold, and their accuracy (0 when none is kept). */
export function abstention({ targets, predicted, confidences }: Predictions, threshold: number) {
  let kept = 0;
  let correct = 0;
  confidences.forEach((confidence, row) => {
    if (confidence < threshold) return;
    kept++;
    if (targets[row] === predicted[row]) correct++;
  });
  return { coverage: targets.length === 0 ? 0 : kept / targets.length, accuracy: kept === 0 ? 0 : correct / kept };
}
