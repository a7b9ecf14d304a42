import type { ModelLoop, Rollout } from '@driftdesk/contracts';

type Stations = Rollout['stations'];

/** The drift-to-serving clock over the rollouts whose version came to serve. */
export function clockFigures(rollouts: readonly Stations[]): ModelLoop['clock'] {
  const served = rollouts.filter(({ serving }) => serving !== undefined);
  const secondsSince = (station: 'drifted' | 'detected') =>
    served.flatMap(({ [station]: from, serving }) =>
      from === undefined || serving === undefined ? [] : [(Date.parse(serving) - Date.parse(from)) / 1000],
    );
  return {
    rollouts: served.length,
    driftedToServing: percentiles(secondsSince('drifted')),
    detectedToServing: percentiles(secondsSince('detected')),
  };
}

function percentiles(seconds: readonly number[]) {
  const sorted = [...seconds].sort((left, right) => left - right);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  const [p50, p95] = [at(0.5), at(0.95)];
  return p50 === undefined || p95 === undefined ? undefined : { p50, p95 };
}
