import { HTTPClient, Mistral } from '@mistralai/mistralai';
import type { CompletionChunk, DeltaMessage } from '@mistralai/mistralai/models/components';
import { boundedFetch } from '../chat/bounded-fetch.js';
import { type ChatChunk, type Complete, maxTokens } from '../chat/wire.js';
import type { MistralOptions } from './mistral.js';

// With MISTRAL_DEBUG in the environment the library would log every header, the key among them.
const silent = { group: () => undefined, groupEnd: () => undefined, log: () => undefined };

/** Mistral's chat completions, streamed, over one client, which keeps its connections. */
export function mistralCompletions({ apiKey, model, serverURL, allowedHosts }: MistralOptions): Complete {
  const client = new Mistral({
    apiKey,
    serverURL,
    httpClient: new HTTPClient({ fetcher: boundedFetch({ allowedHosts }) }),
    retryConfig: { strategy: 'none' },
    debugLogger: silent,
  });
  return async function* ({ system, user }, signal) {
    const messages = [
      { role: 'system' as const, content: system },
      { role: 'user' as const, content: user },
    ];
    const stream = await client.chat.stream({ model, temperature: 0, maxTokens, messages }, { signal });
    for await (const { data } of stream) yield toChunk(data);
  };
}

function toChunk({ choices, model, usage }: CompletionChunk): ChatChunk {
  const [choice] = choices;
  return {
    text: contentText(choice?.delta.content),
    finishReason: choice?.finishReason ?? undefined,
    model,
    tokens: usage?.totalTokens,
  };
}

/** Content is a string, or pieces of which only the text ones are the answer (others are thoughts or references). */
function contentText(content: DeltaMessage['content']): string {
  if (!Array.isArray(content)) return content ?? '';
  return content.map((piece) => (piece.type === 'text' ? piece.text : '')).join('');
}
