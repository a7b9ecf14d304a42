import { llmProviders } from '@driftdesk/contracts';
import { checkUrls, egressEnvironment } from '@driftdesk/egress';
import { flag, integer } from '@driftdesk/platform';
import { z } from 'zod';

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });

/** What answering reads from the environment. */
export const llmEnvironment = {
  ...egressEnvironment,
  LLM_PROVIDER: z
    .enum(llmProviders, { error: `must be ${llmProviders.join(', ').replace(/, ([^,]*)$/, ' or $1')}` })
    .optional()
    .describe(
      'who drafts answers; mistral when it has a key, else openai-compatible when it has a URL, else extractive',
    ),
  LLM_TIMEOUT_MS: integer(100, 300_000).default(20_000).describe('longest time for one draft, retries included'),
  LLM_TOKENS_PER_MONTH: integer(1, 1_000_000_000_000)
    .optional()
    .describe('budget of all LLM providers together in a calendar month (UTC); then quotations answer'),
  LLM_BREAKER_FAILURES: integer(1, 1_000).default(5).describe('failures in a row after which a provider is left alone'),
  LLM_BREAKER_PAUSE_MS: integer(100, 900_000)
    .default(30_000)
    .describe('how long it is left alone before one request tries it again'),
  MISTRAL_API_KEY: z.string().optional().describe('Mistral API key'),
  MISTRAL_MODEL: z.string().default('mistral-small-latest').describe('Mistral model'),
  MISTRAL_BASE_URL: httpUrl.optional().describe('server that speaks Mistral’s API; its own when absent'),
  OPENAI_BASE_URL: httpUrl
    .optional()
    .describe('server that speaks OpenAI’s chat completions (Ollama, vLLM, Groq, …), with its path, such as /v1'),
  OPENAI_MODEL: z.string().optional().describe('model there; needed with the URL'),
  OPENAI_API_KEY: z.string().optional().describe('its API key, if it needs one'),
  LLM_EXTERNAL: flag
    .default(true)
    .describe(
      'whether tickets leave the installation by going to OPENAI_BASE_URL, which needs the requester’s consent',
    ),
  ANSWER_MINIMUM_CONFIDENCE: z.coerce
    .number({ error: 'must be a number from 0 to 1' })
    .min(0, 'must be at least 0')
    .max(1, 'must be at most 1')
    .optional()
    .describe('lowest probability of answering the ticket with which an article is quoted'),
};
/** The variables as they were read. */
export type LlmEnvironment = z.output<z.ZodObject<typeof llmEnvironment>>;

/** Rules between variables: what a provider needs. */
export function checkLlmEnvironment(environment: LlmEnvironment, context: z.RefinementCtx): void {
  const { LLM_PROVIDER, MISTRAL_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL } = environment;
  const need = (name: keyof LlmEnvironment, when: string) =>
    context.addIssue({ code: 'custom', path: [name], message: `is needed when ${when}` });
  checkUrls(environment, ['MISTRAL_BASE_URL', 'OPENAI_BASE_URL'], context);
  if (LLM_PROVIDER === 'mistral' && MISTRAL_API_KEY === undefined) need('MISTRAL_API_KEY', 'LLM_PROVIDER is mistral');
  if (LLM_PROVIDER === 'openai-compatible' && OPENAI_BASE_URL === undefined)
    need('OPENAI_BASE_URL', 'LLM_PROVIDER is openai-compatible');
  if (OPENAI_BASE_URL !== undefined && OPENAI_MODEL === undefined) need('OPENAI_MODEL', 'OPENAI_BASE_URL is set');
}
