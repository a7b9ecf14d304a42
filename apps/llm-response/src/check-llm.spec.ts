import { describe, expect, it } from '@jest/globals';
import type { LlmView } from '@driftdesk/contracts';
import { checkLlm } from './check-llm.js';

const budget = { month: '2026-01', used: 7, limit: 5, spent: true };
const view: LlmView = {
  provider: 'mistral',
  model: 'small',
  external: true,
  chosenBy: 'environment',
  available: ['extractive', 'mistral'],
  breaker: 'closed',
  budget: { ...budget, spent: false },
};

describe('the readiness of answering', () => {
  it.each<[string, Partial<LlmView>, object]>([
    ['a provider that works', {}, { status: 'up', detail: 'mistral small' }],
    ['quotations, whatever was spent', { provider: 'extractive', budget }, { status: 'up', detail: 'extractive' }],
    [
      'a breaker that is open',
      { breaker: 'open' },
      { status: 'degraded', detail: 'mistral keeps failing: for a while, answers are quotations.' },
    ],
    [
      'a spent budget',
      { budget },
      {
        status: 'degraded',
        detail: 'The 5 tokens of 2026-01 are spent: until the next month, answers are quotations.',
      },
    ],
    ['a choice that is gone', { problem: 'Gone.' }, { status: 'degraded', detail: 'Gone.' }],
  ])('%s', (_case, changes, check) => {
    expect(checkLlm({ ...view, ...changes })).toEqual(check);
  });
});
