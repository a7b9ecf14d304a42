import { setTimeout as pause } from 'node:timers/promises';
import type { DraftContext } from '../provider.js';
import { WireFailure } from './wire-failure.js';

/** After the third refusal a person will be faster. */
const attempts = 3;
const firstPauseMs = 250;

/**
 * Repeats what failed for the moment, after the pause that the server asks for, else after 250 ms and then 500 ms.
 * A pause that would pass the deadline is not begun: it would only turn a clear refusal into a time-out.
 * @throws what the last attempt threw
 */
export async function withRetry<Result>(
  attempt: () => Promise<Result>,
  { signal, deadline }: Pick<DraftContext, 'signal' | 'deadline'>,
): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof WireFailure) || !error.retryable || tried >= attempts || signal.aborted) throw error;
      const wait = error.retryAfterMs ?? firstPauseMs * 2 ** (tried - 1);
      if (performance.now() + wait >= deadline) throw error;
      await pause(wait, undefined, { signal });
    }
  }
}
