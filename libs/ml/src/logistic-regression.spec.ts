import { describe, expect, it } from '@jest/globals';
import { parameterCount, scoreRows, strideOf } from './linear-head.js';
import { placeRows } from './logistic-loss.js';
import { logisticRegression } from './logistic-regression.js';
import { createRandom } from './random.js';
import { softmaxRows } from './softmax.js';
import { matrix, targets } from './tickets.fixture.js';

const options = { maxIterations: 1_000, history: 10, gradientTolerance: 1e-10 };

describe('logisticRegression', () => {
  const regression = logisticRegression(placeRows(matrix), targets, 3);

  // scikit-learn: LogisticRegression(C=1/l2, tol=1e-12); the mean objective, predict_proba of rows 0 and 5.
  it.each([
    [0.1, 0.24420667, [0.92158165, 0.03127041, 0.04714793], [0.04287558, 0.0439648, 0.91315956]],
    [1, 0.70182162, [0.66767946, 0.13720964, 0.1951109], [0.18992761, 0.16314519, 0.64692721]],
    [10, 1.02009549, [0.42505996, 0.23258524, 0.3423548], [0.34167175, 0.2400698, 0.41825844]],
  ])('agrees with an independent implementation at l2 = %d', (l2, value, first, sixth) => {
    const { head, minimum } = regression.fit({ ...options, penalty: { l2 } });
    const probabilities = softmaxRows(scoreRows(matrix, head), 3, 1);
    expect(minimum.value).toBeCloseTo(value, 6);
    first.forEach((probability, c) => expect(probabilities[c]).toBeCloseTo(probability, 5));
    sixth.forEach((probability, c) => expect(probabilities[15 + c]).toBeCloseTo(probability, 5));
  });

  it('leaves rows without a label out', () => {
    const partial = Int32Array.from(targets, (target, row) => (row < 6 ? target : -1));
    const { head } = logisticRegression(placeRows(matrix), partial, 3).fit({ ...options, penalty: { l2: 1 } });
    const probabilities = softmaxRows(scoreRows(matrix, head), 3, 1);
    // scikit-learn fitted on the first six rows.
    [0.34011988, 0.24081168, 0.41906843].forEach((probability, c) => {
      expect(probabilities[21 + c]).toBeCloseTo(probability, 5);
    });
    expect(() =>
      logisticRegression(
        placeRows(matrix),
        targets.map(() => -1),
        3,
      ),
    ).toThrow('No row has a label');
  });

  it('reaches the same minimum from another start', () => {
    const cold = regression.fit({ ...options, penalty: { l2: 1 } });
    const start = regression.fit({ ...options, penalty: { l2: 10 } }).head.parameters;
    expect(regression.fit({ ...options, penalty: { l2: 1 }, start }).minimum.value).toBeCloseTo(cold.minimum.value, 9);
  });

  it('fits to the first rows alone when it is told to', () => {
    const partial = Int32Array.from(targets, (target, row) => (row < 6 ? target : -1));
    const penalty = { l2: 1 };
    const expected = logisticRegression(placeRows(matrix), partial, 3).fit({ ...options, penalty }).minimum.value;
    expect(regression.fit({ ...options, penalty, rows: 6 }).minimum.value).toBeCloseTo(expected, 9);
  });

  it('penalises the embedding’s columns apart: four times the strength is half the size', () => {
    const halved = { ...matrix, values: matrix.values.map((value, k) => value * (inEmbedding(k) ? 0.5 : 1)) };
    const penalty = { l2: 0.5, embedding: { dimensions: 2, factor: 4 } };
    const apart = regression.fit({ ...options, penalty });
    const scaled = logisticRegression(placeRows(halved), targets, 3).fit({ ...options, penalty: { l2: 0.5 } });
    expect(apart.minimum.value).toBeCloseTo(scaled.minimum.value, 9);
    const far = regression.fit({ ...options, penalty: { l2: 0.5 } }).minimum.value;
    expect(Math.abs(apart.minimum.value - far)).toBeGreaterThan(1e-3);
  });

  function inEmbedding(k: number): boolean {
    return (matrix.columns[k] as number) >= matrix.width - 2;
  }
});

describe('objective', () => {
  // 2: a padded block of four; 8: one of eight; 13: both.
  it.each([2, 8, 13])('has the gradient that finite differences show, with %d classes', (classes) => {
    const random = createRandom(classes);
    const labels = targets.map((_, row) => (row === 3 ? -1 : row % classes));
    const objective = logisticRegression(placeRows(matrix), labels, classes).objective({
      l2: 0.7,
      embedding: { dimensions: 2, factor: 3 },
    });
    const stride = strideOf(classes);
    const point = new Float64Array(parameterCount(matrix.width, classes)).map((_, i) =>
      i % stride < classes ? random() - 0.5 : 0,
    );
    const gradient = new Float64Array(point.length);
    objective(point, gradient);
    const unused = new Float64Array(point.length);
    const at = (i: number, by: number) => objective(point.with(i, (point[i] as number) + by), unused);
    const chosen = [...point.keys()].filter(
      (i) => i % stride < classes && (random() < 0.1 || i >= point.length - stride),
    );
    for (const i of chosen) expect(gradient[i]).toBeCloseTo((at(i, 1e-5) - at(i, -1e-5)) / 2e-5, 8);
    expect(chosen.length).toBeGreaterThan(20);
    // The columns that every row has are computed for two rows at once; without that mark they are like any other.
    const plain = logisticRegression(placeRows({ ...matrix, dense: 0 }), labels, classes).objective({
      l2: 0.7,
      embedding: { dimensions: 2, factor: 3 },
    });
    const other = new Float64Array(point.length);
    expect(plain(point, other)).toBeCloseTo(objective(point, unused), 12);
    objective(point, gradient);
    gradient.forEach((entry, i) => expect(other[i]).toBeCloseTo(entry, 12));
    expect([...gradient.keys()].filter((i) => i % stride >= classes && gradient[i] !== 0)).toEqual([]);
  });
});
