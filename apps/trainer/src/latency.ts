import type { InferenceRow, LoadedVersion } from '@driftdesk/inference';

const mostRows = 200;
const warmUpRows = 10;

/**
 * Median milliseconds that each version takes for one row alone. They take turns, so that whatever else the machine does
 * meets all of them.
 */
export async function medianLatencies(
  versions: readonly LoadedVersion[],
  rows: readonly InferenceRow[],
): Promise<number[]> {
  const times = versions.map((): number[] => []);
  for (const [at, row] of [...rows.slice(0, warmUpRows), ...rows.slice(0, mostRows)].entries()) {
    for (const [v, version] of versions.entries()) {
      const started = performance.now();
      await version.predict([row]);
      if (at >= warmUpRows) times[v]?.push(performance.now() - started);
    }
  }
  return times.map((all) => all.sort((left, right) => left - right)[all.length >> 1] ?? 0);
}
