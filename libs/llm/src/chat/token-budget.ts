import type { Prompt } from './prompt.js';
import { maxTokens } from './wire.js';

/** Tokens that were set aside for one exchange. */
export interface Reservation {
  /** Says what the exchange used; until then, and if nobody ever says it, the reserved tokens count as used. */
  settle(tokens: number): Promise<void>;
}

/** What providers may spend. */
export interface TokenBudget {
  /** Sets tokens aside; undefined when the budget is spent. */
  reserve(provider: string, tokens: number): Promise<Reservation | undefined>;
}

/** Most tokens that an exchange is expected to use: a token is about four characters, and the answer is bounded. */
export function estimateTokens({ system, user }: Prompt): number {
  return Math.ceil((system.length + user.length) / 4) + maxTokens;
}
