/** Softmax of scores / temperature, row by row, row-major [rows × classes]. */
export function softmaxRows(scores: Float64Array, classes: number, temperature: number): Float64Array {
  const probabilities = new Float64Array(scores.length);
  for (let row = 0; row < scores.length; row += classes) {
    let largest = -Infinity;
    for (let c = 0; c < classes; c++) largest = Math.max(largest, scores[row + c] as number);
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      const power = Math.exp(((scores[row + c] as number) - largest) / temperature);
      probabilities[row + c] = power;
      sum += power;
    }
    for (let c = 0; c < classes; c++) probabilities[row + c] = (probabilities[row + c] as number) / sum;
  }
  return probabilities;
}

/** Mean negative log-likelihood of the targets (class numbers; -1: no label, left out) at a temperature. */
export function meanNegativeLogLikelihood(
  scores: Float64Array,
  classes: number,
  targets: Int32Array,
  temperature: number,
): number {
  let sum = 0;
  let rows = 0;
  for (let row = 0; row < targets.length; row++) {
    const target = targets[row] as number;
    if (target < 0) continue;
    const at = row * classes;
    let largest = -Infinity;
    for (let c = 0; c < classes; c++) largest = Math.max(largest, scores[at + c] as number);
    let powers = 0;
    for (let c = 0; c < classes; c++) powers += Math.exp(((scores[at + c] as number) - largest) / temperature);
    sum += Math.log(powers) - ((scores[at + target] as number) - largest) / temperature;
    rows++;
  }
  return sum / rows;
}
