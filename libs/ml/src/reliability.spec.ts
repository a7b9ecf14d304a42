import { describe, expect, it } from '@jest/globals';
import { expectedCalibrationError } from './calibration-error.js';
import { predictionsOf, selectPredictions } from './predictions.js';
import { reliabilityBins } from './reliability.js';
import { scores, scoreTargets } from './scores.fixture.js';
import { softmaxRows } from './softmax.js';

const temperature = 2.68658263;
const predictions = predictionsOf(softmaxRows(scores, 3, temperature), 3, scoreTargets);

describe('reliabilityBins', () => {
  // np.argsort(confidence, kind='stable'), cut at floor(b · 40 / bins); means of confidence and of correctness.
  it('agrees with NumPy over four bins', () => {
    const expected = [
      [0.43601268, 0.6],
      [0.5159663, 0.6],
      [0.60043347, 0.8],
      [0.74490061, 0.8],
    ] as const;
    const bins = reliabilityBins(predictions, 4);
    expect(bins.map(({ rows }) => rows)).toEqual([10, 10, 10, 10]);
    bins.forEach(({ confidence, accuracy }, bin) => {
      expect(confidence).toBeCloseTo(expected[bin]?.[0] as number, 7);
      expect(accuracy).toBeCloseTo(expected[bin]?.[1] as number, 12);
    });
    expect(expectedCalibrationError(predictions, 4)).toBeCloseTo(0.1256717352, 7);
  });

  it('has 15 bins, whose rows differ by one at most', () => {
    const bins = reliabilityBins(predictions);
    expect(bins.map(({ rows }) => rows)).toEqual([2, 3, 3, 2, 3, 3, 2, 3, 3, 2, 3, 3, 2, 3, 3]);
    expect(bins[0]?.confidence).toBeCloseTo(0.40012249, 7);
    expect(bins[14]?.confidence).toBeCloseTo(0.82139471, 7);
    expect(bins[14]?.accuracy).toBeCloseTo(2 / 3, 12);
  });

  it('leaves out bins for which there are no rows', () => {
    const few = selectPredictions(predictions, [0, 1, 2]);
    expect(reliabilityBins(few).map(({ rows }) => rows)).toEqual([1, 1, 1]);
    const none = { targets: Int32Array.of(), predicted: Int32Array.of(), confidences: Float64Array.of() };
    expect([reliabilityBins(none), expectedCalibrationError(none)]).toEqual([[], 0]);
  });
});
