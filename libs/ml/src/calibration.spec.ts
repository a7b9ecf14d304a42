import { describe, expect, it } from '@jest/globals';
import { abstainThreshold, abstention } from './abstention.js';
import { expectedCalibrationError } from './calibration-error.js';
import { classificationMetrics } from './metrics.js';
import { predictionsOf, selectPredictions } from './predictions.js';
import { scores, scoreTargets } from './scores.fixture.js';
import { meanNegativeLogLikelihood, softmaxRows } from './softmax.js';
import { fitTemperature } from './temperature.js';

const temperature = fitTemperature(scores, 3, scoreTargets);
const predictions = predictionsOf(softmaxRows(scores, 3, temperature), 3, scoreTargets);

describe('temperature', () => {
  // scipy.optimize.minimize_scalar over the logarithm of T.
  it('minimises the negative log-likelihood', () => {
    expect(temperature).toBeCloseTo(2.68658263, 5);
    expect(meanNegativeLogLikelihood(scores, 3, scoreTargets, temperature)).toBeCloseTo(0.9140597304, 9);
    expect(meanNegativeLogLikelihood(scores, 3, scoreTargets, 1)).toBeCloseTo(1.1816345326, 9);
  });

  it('ignores rows without a label', () => {
    const longer = Float64Array.from([...scores, 9, 0, 0]);
    expect(fitTemperature(longer, 3, Int32Array.from([...scoreTargets, -1]))).toBe(temperature);
  });

  it('stays finite when every row is right', () => {
    expect(fitTemperature(Float64Array.of(1, 0, 0, 1), 2, Int32Array.of(0, 1))).toBeCloseTo(0.05, 4);
  });
});

describe('expectedCalibrationError', () => {
  it('agrees with NumPy over 15 bins of equal mass', () => {
    expect(expectedCalibrationError(predictions)).toBeCloseTo(0.1906546677, 6);
  });

  it('is 0 for certainty that is right and 1 for certainty that is wrong', () => {
    const certain = { targets: Int32Array.of(1, 1), confidences: Float64Array.of(1, 1) };
    expect(expectedCalibrationError({ ...certain, predicted: Int32Array.of(1, 1) })).toBe(0);
    expect(expectedCalibrationError({ ...certain, predicted: Int32Array.of(0, 0) })).toBe(1);
  });
});

describe('classificationMetrics', () => {
  // sklearn.metrics: accuracy_score, f1_score, precision_recall_fscore_support, confusion_matrix.
  it('agrees with scikit-learn', () => {
    const metrics = classificationMetrics(predictions, 3);
    expect(metrics.confusion).toEqual([
      [14, 3, 1],
      [2, 5, 3],
      [1, 2, 9],
    ]);
    expect(metrics.accuracy).toBeCloseTo(0.7, 12);
    expect(metrics.macroF1).toBeCloseTo(0.6733333333, 9);
    expect(metrics.weightedF1).toBeCloseTo(0.701, 9);
    expect(metrics.perClass[0]).toEqual({ precision: 14 / 17, recall: 14 / 18, f1: 0.8, support: 18 });
  });

  it('leaves classes that never occur out of the macro average', () => {
    expect(classificationMetrics(predictions, 5).macroF1).toBeCloseTo(0.6733333333, 9);
  });

  it('reads a part of the rows', () => {
    const { rows } = classificationMetrics(selectPredictions(predictions, [0, 2, 4]), 3);
    expect(rows).toBe(3);
  });
});

describe('abstainThreshold', () => {
  // Every confidence tried as a threshold, with NumPy.
  it.each([
    [0.9, 0.839824, 0.025, 1],
    [0.75, 0.5238016, 0.625, 0.76],
  ])('keeps as many rows as reach an accuracy of %d', (target, threshold, coverage, accuracy) => {
    const found = abstainThreshold(predictions, target);
    expect(found).toBeCloseTo(threshold, 5);
    expect(abstention(predictions, found)).toEqual({ coverage, accuracy });
  });

  it('is 1 when no confidence is enough, and never parts rows of equal confidence', () => {
    const confidences = Float64Array.of(0.8, 0.8, 0.6);
    const targets = Int32Array.of(0, 0, 0);
    expect(abstainThreshold({ targets, confidences, predicted: Int32Array.of(1, 1, 1) }, 0.5)).toBe(1);
    expect(abstainThreshold({ targets, confidences, predicted: Int32Array.of(0, 1, 1) }, 0.9)).toBe(1);
    expect(abstainThreshold({ targets, confidences, predicted: Int32Array.of(0, 1, 1) }, 0.5)).toBe(0.8);
  });
});
