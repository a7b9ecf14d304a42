import type { LlmProvider } from '@driftdesk/contracts';
import type { MistralOptions, OpenAiCompatibleOptions } from '@driftdesk/llm';
import type { LlmEnvironment } from './environment.js';

/** Token of `LlmOptions`. */
export const LLM_OPTIONS = Symbol('LlmOptions');

/** Who drafts answers, and how. */
export interface LlmOptions {
  /** Who drafts unless an operator chose somebody else. */
  readonly provider: LlmProvider;
  readonly mistral?: MistralOptions | undefined;
  readonly openAiCompatible?: OpenAiCompatibleOptions | undefined;
  readonly timeoutMs: number;
  readonly minimumConfidence?: number | undefined;
  readonly tokensPerMonth?: number | undefined;
  readonly breaker: { readonly failures: number; readonly pauseMs: number };
}

/** The options that checked variables stand for. */
export function llmOptions(environment: LlmEnvironment): LlmOptions {
  const mistral = mistralOptions(environment);
  const openAiCompatible = openAiCompatibleOptions(environment);
  const configured = mistral ? 'mistral' : openAiCompatible ? 'openai-compatible' : 'extractive';
  return {
    provider: environment.LLM_PROVIDER ?? configured,
    mistral,
    openAiCompatible,
    timeoutMs: environment.LLM_TIMEOUT_MS,
    minimumConfidence: environment.ANSWER_MINIMUM_CONFIDENCE,
    tokensPerMonth: environment.LLM_TOKENS_PER_MONTH,
    breaker: { failures: environment.LLM_BREAKER_FAILURES, pauseMs: environment.LLM_BREAKER_PAUSE_MS },
  };
}

function mistralOptions(environment: LlmEnvironment): MistralOptions | undefined {
  const { MISTRAL_API_KEY: apiKey, MISTRAL_MODEL: model, MISTRAL_BASE_URL: serverURL } = environment;
  const { EGRESS_ALLOWED_HOSTS: allowedHosts } = environment;
  return apiKey === undefined ? undefined : { apiKey, model, serverURL, allowedHosts };
}

function openAiCompatibleOptions(environment: LlmEnvironment): OpenAiCompatibleOptions | undefined {
  const { OPENAI_BASE_URL: baseURL, OPENAI_MODEL: model, OPENAI_API_KEY: apiKey, LLM_EXTERNAL: external } = environment;
  const { EGRESS_ALLOWED_HOSTS: allowedHosts } = environment;
  return baseURL === undefined || model === undefined ? undefined : { baseURL, model, apiKey, external, allowedHosts };
}
