import type { Outcome } from '@driftdesk/contracts';
import type { Embedder } from '@driftdesk/embeddings';
import {
  type AnswerProvider,
  type AnswerRequest,
  answerTicket,
  createPassageIndex,
  extractive,
  mistral,
} from '@driftdesk/llm';
import type { LlmOptions } from './options.js';

/** Token of the process's way to answer. */
export const ANSWERING = Symbol('Answering');

export interface Answering {
  readonly provider: AnswerProvider;
  answer(request: AnswerRequest): Promise<Outcome>;
}

/** The configured provider, with the index of passages that it and the grounding check share. */
export function createAnswering(embedder: Embedder, options: LlmOptions): Answering {
  const index = createPassageIndex((texts) => embedder.embed(texts));
  const { timeoutMs, minimumConfidence } = options;
  const provider = options.mistral === undefined ? extractive(index) : mistral({ ...options.mistral, timeoutMs });
  return {
    provider,
    answer: (request) =>
      answerTicket(request, provider, {
        index,
        timeoutMs,
        ...(minimumConfidence === undefined ? {} : { minimumConfidence }),
      }),
  };
}
