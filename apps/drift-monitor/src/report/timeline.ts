import { type DriftReport, driftReportSchema } from '@driftdesk/contracts';

/** An evaluation on the way to a report. */
export interface TimelinePoint {
  readonly at: string;
  readonly status: DriftReport['status'];
  readonly version: string;
  /** The smallest p-value in units of its threshold; at most 1: it alarms. */
  readonly ratio: number;
}

/** The evaluations that compared something, oldest first; `stored` are reports as JSON, in any order. */
export function timelineOf(stored: readonly string[]): TimelinePoint[] {
  return stored
    .flatMap((json) => driftReportSchema.safeParse(JSON.parse(json)).data ?? [])
    .filter(({ tests }) => tests.length > 0)
    .map(({ createdAt: at, status, version, tests }) => ({
      ...{ at, status, version },
      ratio: Math.min(...tests.map(({ pValue, threshold }) => pValue / threshold)),
    }))
    .sort((left, right) => (left.at < right.at ? -1 : 1));
}
