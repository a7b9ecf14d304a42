/** When a failed event is tried again. */
export interface RetryPolicy {
  /** Attempts in all, the first included; then it is a dead letter. */
  readonly maxAttempts: number;
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /**
   * How long a process must have run before it handles an event again that was in hand at two ends that nobody ordered.
   * Where something else ends the process sooner, that event is not blamed for it.
   */
  readonly quarantineMs: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  maxAttempts: 6,
  firstDelayMs: 500,
  maxDelayMs: 60_000,
  quarantineMs: 10_000,
};

/**
 * Exponential backoff with jitter in [0.5, 1): events that failed together do not come back together.
 * @param attempts attempts so far, ≥ 1
 * @param random in [0, 1)
 */
export function retryDelayMs(policy: RetryPolicy, attempts: number, random: number): number {
  const full = Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** (attempts - 1));
  return Math.round(full * (0.5 + random / 2));
}
