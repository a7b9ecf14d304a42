/**
 * Fitted on the development half of tests/bench/answers/questions.jsonl, on the documents that the desk found for them:
 * `npm run bench -- answers --calibrate` prints such numbers and the thresholds. Those below are of the time when tickets that are
 * not routed took part with the probability of their queue; with the queue unknown they come out within a tenth of them (`foreign`: −0.40).
 */
export const answerabilityWeights = {
  intercept: -9.084,
  similarity: 8.107,
  sharedWords: 2.628,
  queue: 1.905,
  foreign: -0.2921,
};

/** The least confidence, in hundredths, at which no language has more than 5 % of those unanswerable questions answered. */
export const defaultMinimumConfidence = 0.59;

/**
 * What it takes when the classifier does not say where the ticket belongs, so that the article alone decides. The least
 * confidence, in hundredths, at which none of the unanswerable development questions is answered.
 */
export const leastConfidenceAlone = 0.67;
