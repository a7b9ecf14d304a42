import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { checkLlmEnvironment, llmEnvironment } from './environment.js';
import { llmOptions } from './options.js';

const schema = z.object(llmEnvironment).superRefine(checkLlmEnvironment);
const mistral = { MISTRAL_API_KEY: 'key' };
const openAi = { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1', OPENAI_MODEL: 'llama' };

describe('the providers that an environment configures', () => {
  it.each<[string, Record<string, string>, string, string[]]>([
    ['nothing', {}, 'extractive', []],
    ['a key of OpenAI alone, which many shells have', { OPENAI_API_KEY: 'key' }, 'extractive', []],
    ['a key', mistral, 'mistral', ['mistral']],
    ['a URL', openAi, 'openai-compatible', ['openAiCompatible']],
    ['both', { ...mistral, ...openAi }, 'mistral', ['mistral', 'openAiCompatible']],
    [
      'a choice',
      { ...mistral, ...openAi, LLM_PROVIDER: 'openai-compatible' },
      'openai-compatible',
      ['mistral', 'openAiCompatible'],
    ],
    ['quotations although there is a key', { ...mistral, LLM_PROVIDER: 'extractive' }, 'extractive', ['mistral']],
  ])('%s', (_case, environment, provider, configured) => {
    const options = llmOptions(schema.parse(environment));
    expect(options.provider).toBe(provider);
    expect([options.mistral && 'mistral', options.openAiCompatible && 'openAiCompatible'].filter(Boolean)).toEqual(
      configured,
    );
  });

  it('are external unless a server of one’s own is declared not to be', () => {
    expect(llmOptions(schema.parse(openAi)).openAiCompatible?.external).toBe(true);
    expect(llmOptions(schema.parse({ ...openAi, LLM_EXTERNAL: 'false' })).openAiCompatible?.external).toBe(false);
  });
});
