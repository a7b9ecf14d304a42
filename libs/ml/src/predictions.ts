/** What a head said of rows, next to the truth. All arrays are [rows]. */
export interface Predictions {
  /** True class numbers. */
  readonly targets: Int32Array;
  /** Likeliest class numbers; the first of equals. */
  readonly predicted: Int32Array;
  /** Probability of the predicted class. */
  readonly confidences: Float64Array;
}

/** Reads predictions off probabilities [rows × classes], leaving out rows without a label (target -1). */
export function predictionsOf(probabilities: Float64Array, classes: number, targets: Int32Array): Predictions {
  const labelled = [...targets.keys()].filter((row) => (targets[row] as number) >= 0);
  const predicted = Int32Array.from(labelled, (row) => likeliest(probabilities, row * classes, classes));
  return {
    targets: Int32Array.from(labelled, (row) => targets[row] as number),
    predicted,
    confidences: Float64Array.from(
      labelled,
      (row, at) => probabilities[row * classes + (predicted[at] as number)] as number,
    ),
  };
}

function likeliest(probabilities: Float64Array, from: number, classes: number): number {
  let best = 0;
  for (let c = 1; c < classes; c++) {
    if ((probabilities[from + c] as number) > (probabilities[from + best] as number)) best = c;
  }
  return best;
}

/** Rows of some predictions. */
export function selectPredictions(predictions: Predictions, rows: readonly number[]): Predictions {
  return {
    targets: Int32Array.from(rows, (row) => predictions.targets[row] as number),
    predicted: Int32Array.from(rows, (row) => predictions.predicted[row] as number),
    confidences: Float64Array.from(rows, (row) => predictions.confidences[row] as number),
  };
}
