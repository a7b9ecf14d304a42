import type { AnswerProvider } from '../provider.js';

/** How to reach Mistral, or a server that speaks its API. */
export interface MistralOptions {
  readonly apiKey: string;
  readonly model: string;
  /** Base URL without /v1; Mistral's own when absent. */
  readonly serverURL?: string | undefined;
  /** For everything together: attempts, pauses and the body. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 20_000;

/** Drafts with a Mistral model. Its library takes most of a second to load: only who uses it waits, and meanwhile. */
export function mistral(options: MistralOptions): AnswerProvider {
  const exchange = import('./exchange.js').then(({ createExchange }) =>
    createExchange(options, options.timeoutMs ?? defaultTimeoutMs),
  );
  return {
    name: 'mistral',
    external: true,
    draft: async (request, signal) => (await exchange)(request, signal),
  };
}
