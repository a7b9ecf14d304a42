import { chatProvider } from '../chat/chat-provider.js';
import type { TokenBudget } from '../chat/token-budget.js';
import type { AnswerProvider } from '../provider.js';

/** How to reach Mistral, or a server that speaks its API. */
export interface MistralOptions {
  readonly apiKey: string;
  readonly model: string;
  /** Base URL without /v1; Mistral's own when absent. */
  readonly serverURL?: string | undefined;
  /** Hosts that may have private addresses and be called without TLS. */
  readonly allowedHosts?: readonly string[] | undefined;
}

/** Drafts with a Mistral model. */
export function mistral(options: MistralOptions, budget: TokenBudget): AnswerProvider {
  const { apiKey, model } = options;
  const connect = () => import('./completions.js').then(({ mistralCompletions }) => mistralCompletions(options));
  return chatProvider({ name: 'mistral', title: 'Mistral', external: true, model, apiKey, connect }, budget);
}
