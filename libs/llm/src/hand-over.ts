import type { Alert, Outcome } from '@driftdesk/contracts';

/**
 * Gives a ticket to a person because a rule of the model fits it, with the answer that there would have been as a
 * suggestion. Whatever goes wrong with that answer, the ticket arrives.
 */
export async function handOver({ rule, reason }: Alert, answer: () => Promise<Outcome>): Promise<Outcome> {
  const outcome = await answer().catch(() => undefined);
  return {
    status: 'needs_human',
    reason,
    detail: `The ticket’s words fit the rule “${rule}”: a person decides.`,
    ...(outcome?.status === 'answered' ? { suggestion: outcome.answer } : {}),
  };
}
