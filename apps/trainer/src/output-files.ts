/** The file that says how a run ended; a run without one did not finish. Written last. */
export const outcomeFile = 'outcome.json';

/** What candidate and champion say of the rows that the measured candidate did not learn. */
export const evaluationFile = 'evaluation.json';
