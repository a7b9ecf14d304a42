/** The consumer group of the drift monitor. */
export const consumer = 'drift-monitor';
