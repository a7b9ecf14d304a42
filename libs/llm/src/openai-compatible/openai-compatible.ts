import { chatProvider } from '../chat/chat-provider.js';
import type { TokenBudget } from '../chat/token-budget.js';
import type { AnswerProvider } from '../provider.js';

/** How to reach a server that speaks OpenAI's chat completions: Ollama, vLLM, Groq and many more. */
export interface OpenAiCompatibleOptions {
  /** With its /v1 or whatever path it has; /v1 when it has none. */
  readonly baseURL: string;
  readonly model: string;
  /** A server of one's own may need none. */
  readonly apiKey?: string | undefined;
  /** Whether a ticket leaves the installation by going there. */
  readonly external: boolean;
  /** Hosts that may have private addresses and be called without TLS. */
  readonly allowedHosts?: readonly string[] | undefined;
}

/** Drafts with a model behind any server that speaks OpenAI's chat completions. */
export function openAiCompatible(options: OpenAiCompatibleOptions, budget: TokenBudget): AnswerProvider {
  const { model, apiKey, external } = options;
  const connect = () => import('./completions.js').then(({ openAiCompletions }) => openAiCompletions(options));
  const title = 'The OpenAI-compatible server';
  return chatProvider({ name: 'openai-compatible', title, external, model, apiKey, connect }, budget);
}
