import type { HealthCheck, LlmView } from '@driftdesk/contracts';

/** Readiness of answering: it always answers, but perhaps not by whom it should. */
export function checkLlm({ provider, model, problem, breaker, budget }: LlmView): HealthCheck {
  if (problem !== undefined) return { status: 'degraded', detail: problem };
  if (provider === 'extractive') return { status: 'up', detail: provider };
  if (breaker !== 'closed') {
    return { status: 'degraded', detail: `${provider} keeps failing: for a while, answers are quotations.` };
  }
  if (budget.spent) {
    const { limit, month } = budget;
    return {
      status: 'degraded',
      detail: `The ${limit} tokens of ${month} are spent: until the next month, answers are quotations.`,
    };
  }
  return { status: 'up', detail: `${provider} ${model}` };
}
