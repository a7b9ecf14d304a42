import { describe, expect, it } from '@jest/globals';
import { brierScore } from './brier-score.js';

describe('brierScore', () => {
  // Mean of rows, as brier_score_loss(y, proba, labels=[0, 1, 2], scale_by_half=False) of scikit-learn 1.9.1 gives it.
  it('is what scikit-learn gives', () => {
    const probabilities = [
      [0.7, 0.2, 0.1],
      [0.1, 0.6, 0.3],
      [0.5, 0.25, 0.25],
      [0, 0, 1],
    ];
    const scores = [0, 2, 1, 2].map((target, row) => brierScore(probabilities[row] as number[], target));
    expect(scores.reduce((sum, score) => sum + score, 0) / 4).toBeCloseTo(0.46875, 12);
  });

  it('is worst for who is sure of something else, and counts a class that nobody thought of as missed', () => {
    expect(brierScore(Float32Array.of(1, 0), 1)).toBe(2);
    expect(brierScore([0.5, 0.5], -1)).toBe(1.5);
  });
});
