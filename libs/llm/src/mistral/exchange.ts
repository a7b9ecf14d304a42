import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Mistral } from '@mistralai/mistralai';
import type { ChatCompletionResponse } from '@mistralai/mistralai/models/components';
import { languageName } from '../language-name.js';
import { ProviderError, type Draft, type DraftRequest } from '../provider.js';
import { describeFailure, isRetryable, retryAfter } from './failure.js';
import { readCompletion } from './completion.js';
import { buildPrompt, untrustedText, type Prompt } from './prompt.js';
import type { MistralOptions } from './mistral.js';

/** One retry: a second refusal means that a person will be faster. */
const attempts = 2;
const firstPauseMs = 250;

/** The longest answer, in tokens; six sentences need about 250. */
const maxTokens = 600;

/** Drafts within `timeoutMs` with one client, which keeps its connections. */
export function createExchange(options: MistralOptions, timeoutMs: number) {
  const client = new Mistral({
    apiKey: options.apiKey,
    serverURL: options.serverURL,
    retryConfig: { strategy: 'none' },
  });
  const complete = (prompt: Prompt, signal: AbortSignal) =>
    client.chat.complete(
      {
        model: options.model,
        temperature: 0,
        maxTokens,
        messages: [
          { role: 'system', content: prompt.system },
          { role: 'user', content: prompt.user },
        ],
      },
      { signal },
    );
  return (request: DraftRequest, signal: AbortSignal) => draftWithin(timeoutMs, request, signal, complete);
}

type Complete = (prompt: Prompt, signal: AbortSignal) => Promise<ChatCompletionResponse>;

async function draftWithin(ms: number, request: DraftRequest, outer: AbortSignal, complete: Complete): Promise<Draft> {
  const timeout = AbortSignal.timeout(ms);
  const signal = AbortSignal.any([outer, timeout]);
  const prompt = buildPrompt(request, newNonce(untrustedText(request)), languageName(request.ticket.language, 'en'));
  const deadline = performance.now() + ms;
  try {
    return readCompletion(await withRetry(() => complete(prompt, signal), signal, deadline));
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError(describeFailure(error, ms, timeout.aborted));
  }
}

async function withRetry<T>(attempt: () => Promise<T>, signal: AbortSignal, deadline: number): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      const wait = retryAfter(error, Date.now()) ?? firstPauseMs;
      // A pause beyond the deadline would only turn a clear refusal into a time-out.
      const inTime = performance.now() + wait < deadline;
      if (tried >= attempts || signal.aborted || !isRetryable(error) || !inTime) throw error;
      await pause(wait, undefined, { signal });
    }
  }
}

/** A word that the data does not contain. */
function newNonce(data: string): string {
  for (;;) {
    const nonce = randomBytes(12).toString('hex');
    if (!data.includes(nonce)) return nonce;
  }
}
