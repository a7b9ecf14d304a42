import type { Verdict } from './judge.js';

/** Numbers of one provider in one language. */
export interface Summary {
  readonly questions: number;
  readonly unanswerable: number;
  /** Of all questions. */
  readonly answeredShare: number;
  /** Of the questions that an article answers. */
  readonly correctShare: number;
  /** Correct answers of all answers. */
  readonly accuracy: number;
  /** Right articles of all cited ones. */
  readonly citationPrecision: number;
  readonly wronglyAnsweredUnanswerable: number;
  readonly wronglyAnsweredUnanswerableShare: number;
  readonly sentences: number;
  /** Sentences that the independent check does not find in the cited passages. */
  readonly unsupportedSentences: number;
}

export function summarise(verdicts: readonly Verdict[]): Summary {
  const unanswerable = verdicts.filter(({ question }) => question.answers.length === 0);
  const answered = verdicts.filter((verdict) => verdict.answered);
  const correct = verdicts.filter((verdict) => verdict.correct).length;
  const wrongly = unanswerable.filter((verdict) => verdict.answered).length;
  const sum = (of: (verdict: Verdict) => number) => verdicts.reduce((total, verdict) => total + of(verdict), 0);
  return {
    questions: verdicts.length,
    unanswerable: unanswerable.length,
    answeredShare: answered.length / verdicts.length,
    correctShare: correct / (verdicts.length - unanswerable.length),
    accuracy: correct / answered.length,
    citationPrecision: sum(({ citedRightly }) => citedRightly) / sum(({ cited }) => cited),
    wronglyAnsweredUnanswerable: wrongly,
    wronglyAnsweredUnanswerableShare: wrongly / unanswerable.length,
    sentences: sum(({ sentences }) => sentences.sentences),
    unsupportedSentences: sum(({ sentences }) => sentences.unsupported.length),
  };
}

/** How many questions a person has, by reason; of those that an article answers, and of the others. */
export function countReasons(
  verdicts: readonly Verdict[],
): { reason: string; answerable: number; unanswerable: number }[] {
  const reasons = [...new Set(verdicts.flatMap(({ reason }) => reason ?? []))].sort();
  return reasons.map((reason) => {
    const those = verdicts.filter((verdict) => verdict.reason === reason);
    const answerable = those.filter(({ question }) => question.answers.length > 0).length;
    return { reason, answerable, unanswerable: those.length - answerable };
  });
}
