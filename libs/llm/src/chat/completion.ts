import { citedNumbers, singleMarks } from '../citations.js';
import { ProviderError, type Draft } from '../provider.js';
import { cannotAnswer } from './prompt.js';
import type { ChatChunk } from './wire.js';
import { WireFailure } from './wire-failure.js';

/** The longest answer that is read, in UTF-16 code units: six sentences take a twentieth. */
export const longestAnswer = 20_000;

/** A whole answer, as the server gave it. */
export interface Completion {
  readonly text: string;
  readonly finishReason: string | undefined;
  readonly model: string | undefined;
  readonly tokens: number | undefined;
}

/**
 * Reads a streamed completion to its end.
 * @throws WireFailure `broken_off` when the stream ends in the middle of an answer, `too_large` when it goes on and on
 */
export async function readCompletion(
  chunks: AsyncIterable<ChatChunk>,
  onText: (text: string) => void,
): Promise<Completion> {
  let [text, seen] = ['', false];
  const last: { finishReason?: string; model?: string; tokens?: number } = {};
  for await (const chunk of chunks) {
    seen = true;
    if (text.length + (chunk.text?.length ?? 0) > longestAnswer) throw new WireFailure('too_large');
    if (chunk.text) onText((text += chunk.text));
    if (chunk.finishReason) last.finishReason = chunk.finishReason;
    if (chunk.model) last.model = chunk.model;
    if (chunk.tokens) last.tokens = chunk.tokens;
  }
  if (!seen || (text !== '' && last.finishReason === undefined)) throw new WireFailure('broken_off');
  return { text, finishReason: last.finishReason, model: last.model, tokens: last.tokens };
}

/**
 * Reads a completion as a draft.
 * @param title what the provider is called in sentences
 * @throws ProviderError when it holds no whole answer
 */
export function toDraft(completion: Completion, title: string): Draft {
  const { finishReason, model, tokens } = completion;
  const text = singleMarks(completion.text).trim();
  if (finishReason === 'length' || finishReason === 'model_length') {
    throw new ProviderError(`${title} was cut off at the token limit.`);
  }
  if (finishReason === 'content_filter') throw new ProviderError(`${title} withheld its answer (content filter).`);
  if (finishReason === 'error') throw new ProviderError(`${title} failed while it answered.`, { faulty: true });
  if (text.length === 0) throw new ProviderError(`${title} returned an empty answer.`);
  if (text.includes(cannotAnswer)) return { declined: 'The model found no answer in the passages.' };
  return { text, cited: citedNumbers(text), ...(model ? { model } : {}), ...(tokens ? { tokens } : {}) };
}
