import type { AssistantMessage, ChatCompletionResponse } from '@mistralai/mistralai/models/components';
import { citedNumbers, singleMarks } from '../citations.js';
import { ProviderError, type Draft } from '../provider.js';
import { cannotAnswer } from './prompt.js';

/** Reads a chat completion as a draft. @throws ProviderError when it holds no whole answer. */
export function readCompletion(response: ChatCompletionResponse): Draft {
  const choice = response.choices[0];
  const text = singleMarks(contentText(choice?.message?.content)).trim();
  if (text.length === 0) throw new ProviderError('Mistral returned an empty answer.');
  if (choice?.finishReason === 'length' || choice?.finishReason === 'model_length') {
    throw new ProviderError('Mistral’s answer was cut off at the token limit.');
  }
  if (text.includes(cannotAnswer)) return { declined: 'The model found no answer in the passages.' };
  const tokens = response.usage.totalTokens;
  return { text, cited: citedNumbers(text), model: response.model, ...(tokens ? { tokens } : {}) };
}

/** Content is a string, or chunks of which only the text ones are the answer (others are thoughts or references). */
function contentText(content: AssistantMessage['content']): string {
  if (!Array.isArray(content)) return content ?? '';
  return content.map((chunk) => (chunk.type === 'text' ? chunk.text : '')).join('');
}
