import OpenAI from 'openai';
import { boundedFetch } from '../chat/bounded-fetch.js';
import { type ChatChunk, type Complete, maxTokens } from '../chat/wire.js';
import type { OpenAiCompatibleOptions } from './openai-compatible.js';

/** OpenAI's chat completions, streamed, over one client, which keeps its connections. */
export function openAiCompletions({ baseURL, model, apiKey, allowedHosts }: OpenAiCompatibleOptions): Complete {
  const client = new OpenAI({
    baseURL: withPath(baseURL),
    apiKey: apiKey ?? 'none',
    defaultHeaders: apiKey === undefined ? { authorization: null } : {},
    // What the library would otherwise take from the environment.
    organization: null,
    project: null,
    // It logs what it cannot parse, which may be anything.
    logLevel: 'off',
    maxRetries: 0,
    fetch: boundedFetch({ allowedHosts }),
  });
  return async function* ({ system, user }, signal) {
    const messages = [
      { role: 'system' as const, content: system },
      { role: 'user' as const, content: user },
    ];
    const stream = await client.chat.completions.create(
      // `max_tokens` is deprecated by OpenAI itself, and what all the others understand.
      { model, temperature: 0, max_tokens: maxTokens, messages, stream: true, stream_options: { include_usage: true } },
      { signal },
    );
    for await (const chunk of stream) yield toChunk(chunk);
  };
}

/** The library puts /chat/completions behind the base URL as it is; nobody serves that at the root. */
function withPath(baseURL: string): string {
  const url = new URL(baseURL);
  if (url.pathname === '/') url.pathname = '/v1';
  return url.href;
}

/** Of a server that may leave out what OpenAI always sends. */
function toChunk({ choices, model, usage }: OpenAI.ChatCompletionChunk): ChatChunk {
  const choice = (choices as typeof choices | undefined)?.[0];
  return {
    text: choice?.delta?.content ?? undefined,
    finishReason: choice?.finish_reason ?? undefined,
    model,
    tokens: usage?.total_tokens,
  };
}
