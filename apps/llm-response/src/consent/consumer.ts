/** The consumer group of llm-response. */
export const consumer = 'llm-response';
