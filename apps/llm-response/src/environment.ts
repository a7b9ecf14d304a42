import { integer } from '@driftdesk/platform';
import { z } from 'zod';

/** What answering reads from the environment. */
export const llmEnvironment = {
  LLM_PROVIDER: z
    .enum(['extractive', 'mistral'], { error: 'must be extractive or mistral' })
    .optional()
    .describe('who drafts answers; mistral when there is a key, else extractive'),
  LLM_TIMEOUT_MS: integer(100, 300_000).default(20_000).describe('for one draft, retries included'),
  MISTRAL_API_KEY: z.string().optional().describe('Mistral API key'),
  MISTRAL_MODEL: z.string().default('mistral-small-latest').describe('Mistral model'),
  MISTRAL_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .optional()
    .describe('server that speaks Mistral’s API; its own when absent'),
  ANSWER_MINIMUM_CONFIDENCE: z.coerce
    .number({ error: 'must be a number from 0 to 1' })
    .min(0, 'must be at least 0')
    .max(1, 'must be at most 1')
    .optional()
    .describe('probability that an article answers the ticket, from which on it is quoted'),
};
/** The variables as they were read. */
export type LlmEnvironment = z.output<z.ZodObject<typeof llmEnvironment>>;

/** A rule between variables: mistral needs a key. */
export function checkLlmEnvironment(environment: LlmEnvironment, context: z.RefinementCtx): void {
  if (environment.LLM_PROVIDER === 'mistral' && environment.MISTRAL_API_KEY === undefined) {
    context.addIssue({ code: 'custom', path: ['MISTRAL_API_KEY'], message: 'is needed when LLM_PROVIDER is mistral' });
  }
}
