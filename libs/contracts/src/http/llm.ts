import { z } from 'zod';
import { problems } from './common.js';
import { defineRoute } from './route.js';

const tag = 'llm';

/** Every provider there is; which of them an installation has is a matter of its environment. */
export const llmProviders = ['extractive', 'mistral', 'openai-compatible'] as const;
export type LlmProvider = (typeof llmProviders)[number];
const llmProviderSchema = z.enum(llmProviders);

export const llmSchema = z.object({
  provider: llmProviderSchema.describe('who drafts answers now'),
  model: z.string().nullable(),
  external: z.boolean().describe('whether tickets leave the installation, which needs the requester’s consent'),
  chosenBy: z.enum(['environment', 'operator']),
  problem: z.string().optional().describe('why the operator’s choice is not what drafts'),
  available: z.array(llmProviderSchema).describe('the configured providers, to switch among'),
  breaker: z
    .enum(['closed', 'open', 'half_open'])
    .describe('open: the provider kept failing and is not asked for a while; as this process sees it'),
  budget: z.object({
    month: z.string().describe('calendar month in UTC, as in 2026-01'),
    used: z.int().describe('tokens, with those set aside for drafts under way'),
    limit: z.int().nullable().describe('tokens a month; null: no limit'),
    spent: z.boolean(),
  }),
});
export type LlmView = z.infer<typeof llmSchema>;

export const getLlm = defineRoute({
  id: 'getLlm',
  method: 'GET',
  path: '/v1/llm',
  tag,
  summary: 'Who drafts answers, and what is left of the month’s tokens',
  responses: { 200: { description: 'The provider', schema: llmSchema } },
});

export const switchLlm = defineRoute({
  id: 'switchLlm',
  method: 'PUT',
  path: '/v1/llm',
  tag,
  summary: 'Switch to another configured provider, on every replica at once; `null`: as the environment says',
  body: z.strictObject({ provider: llmProviderSchema.nullable() }),
  responses: { 200: { description: 'The provider', schema: llmSchema }, ...problems(400, 409, 413, 415) },
});
