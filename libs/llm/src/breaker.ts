import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhen,
} from 'cockatiel';
import type { FailureReason } from 'cockatiel';
import { type AnswerProvider, ProviderError, ProviderUnavailable } from './provider.js';

/** `closed`: asked; `open`: left alone for a while; `half_open`: one request tries whether it works again. */
export type BreakerState = 'closed' | 'open' | 'half_open';

export interface BreakerOptions {
  /** So many failures in a row open it. */
  readonly failures: number;
  /** How long it stays open at least; longer when the provider asks for more. */
  readonly pauseMs: number;
  readonly onChange: (state: BreakerState) => void;
}

/** A provider that is not asked while it keeps failing. */
export interface BreakingProvider extends AnswerProvider {
  breakerState(): BreakerState;
}

/** However long a provider asks to be left alone. */
const longestPauseMs = 15 * 60_000;

const states: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Isolated]: 'open',
};

/** Puts a circuit breaker before a provider; only failures that the next ticket is likely to meet count. */
export function withBreaker(
  provider: AnswerProvider,
  { failures, pauseMs, onChange }: BreakerOptions,
): BreakingProvider {
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof ProviderError && error.faulty),
    {
      breaker: new ConsecutiveBreaker(failures),
      halfOpenAfter: new DelegateBackoff(({ result }: { result: FailureReason<unknown> }) => {
        const asked =
          'error' in result && result.error instanceof ProviderError ? result.error.retryAfterMs : undefined;
        return Math.min(longestPauseMs, Math.max(pauseMs, asked ?? 0));
      }),
    },
  );
  breaker.onStateChange((state) => onChange(states[state]));
  const unavailable = () => new ProviderUnavailable(`${provider.name} failed ${failures} times in a row.`);
  return {
    ...provider,
    breakerState: () => states[breaker.state],
    async draft(request, context) {
      // The breaker would keep others waiting until the one that tries has its result.
      if (breaker.state === CircuitState.HalfOpen) throw unavailable();
      try {
        return await breaker.execute(() => provider.draft(request, context));
      } catch (error) {
        throw error instanceof BrokenCircuitError ? unavailable() : error;
      }
    },
  };
}
