/**
 * Fitted on the development half of tests/bench/answers/questions.jsonl, on the documents that the desk found for them:
 * `npm run bench -- answers --calibrate` prints these numbers and the threshold.
 */
export const answerabilityWeights = {
  intercept: -9.045,
  similarity: 8.425,
  sharedWords: 2.761,
  queue: 1.481,
  foreign: -0.4381,
};

/** The least confidence, in hundredths, at which no language has more than 5 % of those unanswerable questions answered. */
export const defaultMinimumConfidence = 0.58;
