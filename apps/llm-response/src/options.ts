import type { LlmEnvironment } from './environment.js';

/** Who drafts answers, and how. */
export interface LlmOptions {
  readonly mistral?: { apiKey: string; model: string; serverURL?: string | undefined } | undefined;
  readonly timeoutMs: number;
  readonly minimumConfidence?: number | undefined;
}

export function llmOptions(environment: LlmEnvironment): LlmOptions {
  const { LLM_PROVIDER, MISTRAL_API_KEY: apiKey, MISTRAL_MODEL: model, MISTRAL_BASE_URL: serverURL } = environment;
  return {
    mistral: apiKey === undefined || LLM_PROVIDER === 'extractive' ? undefined : { apiKey, model, serverURL },
    timeoutMs: environment.LLM_TIMEOUT_MS,
    minimumConfidence: environment.ANSWER_MINIMUM_CONFIDENCE,
  };
}
