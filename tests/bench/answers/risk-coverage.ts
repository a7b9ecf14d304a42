/** An answer: how sure the desk was of it, and whether it was right. */
export interface Graded {
  readonly confidence: number;
  readonly correct: boolean;
}

/** When only the surest answers are given. */
export interface RiskPoint {
  /** Share of all questions that are answered. */
  readonly coverage: number;
  /** Share of those answers that are wrong. */
  readonly risk: number;
  /** Confidence of the least sure of them. */
  readonly confidence: number;
}

/**
 * Risk after each further answer, surest first (El-Yaniv and Wiener, 2010).
 * @param questions how many were asked; those without an answer are never covered
 */
export function riskCoverage(answers: readonly Graded[], questions: number): RiskPoint[] {
  let wrong = 0;
  return answers
    .toSorted((a, b) => b.confidence - a.confidence)
    .map(({ confidence, correct }, index) => {
      if (!correct) wrong++;
      return { coverage: (index + 1) / questions, risk: wrong / (index + 1), confidence };
    });
}

/** Area under the curve over the coverage that is reached: the mean risk of its points (Geifman et al., 2019). */
export function areaUnder(curve: readonly RiskPoint[]): number {
  return curve.reduce((sum, { risk }) => sum + risk, 0) / curve.length;
}

/** The last point within a coverage; undefined when the curve does not reach it. */
export function pointAt(curve: readonly RiskPoint[], coverage: number): RiskPoint | undefined {
  const last = curve.at(-1);
  const epsilon = 1e-9;
  if (last === undefined || last.coverage < coverage - epsilon) return undefined;
  return curve.findLast((point) => point.coverage <= coverage + epsilon);
}
