/**
 * Fitted on the development half of tests/bench/answers/questions.jsonl, on the documents that the desk found for them:
 * `npm run bench -- answers --calibrate` prints these numbers and the threshold.
 */
export const answerabilityWeights = {
  intercept: -8.982,
  similarity: 8.2,
  sharedWords: 2.632,
  queue: 1.711,
  foreign: -0.3163,
};

/** The least confidence, in hundredths, at which no language has more than 5 % of those unanswerable questions answered. */
export const defaultMinimumConfidence = 0.59;
