import type { TokenBudget } from '../chat/token-budget.js';

/** A budget in memory that notes what was reserved and settled. */
export interface NotedBudget extends TokenBudget {
  /** Reserved and not settled yet; an exchange that may have been charged for stays so. */
  readonly reserved: number;
  readonly used: number;
}

/** Grants while less than `limit` tokens are used or reserved. */
export function budgetOf(limit = Number.POSITIVE_INFINITY): NotedBudget {
  const state = { reserved: 0, used: 0 };
  return {
    get reserved() {
      return state.reserved;
    },
    get used() {
      return state.used;
    },
    reserve(_provider, tokens) {
      if (state.reserved + state.used >= limit) return Promise.resolve(undefined);
      state.reserved += tokens;
      return Promise.resolve({
        settle(used) {
          state.reserved -= tokens;
          state.used += used;
          return Promise.resolve();
        },
      });
    },
  };
}
