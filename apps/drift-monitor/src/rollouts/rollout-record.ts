import { type GateResult, type Replay, type Rollout, rolloutStations, type Watch } from '@driftdesk/contracts';

type Stations = Rollout['stations'];

/** A row of `monitor.rollouts`, parsed. */
export interface RolloutRecord {
  readonly id: string;
  readonly model: string;
  readonly status: Rollout['status'];
  readonly correlationId: string;
  readonly reportId: string | null;
  /** What served when it began. */
  readonly champion: string;
  /** The stream drifts from the observation after this one on. */
  readonly sinceSequence: number;
  readonly trainingRunId: string | null;
  readonly version: string | null;
  readonly reason: string | null;
  readonly gates: readonly GateResult[] | null;
  readonly replay: Replay | null;
  readonly watch: Watch | null;
  readonly stations: Stations;
  /** How often the step that it is at has failed in a row, and why the last time. */
  readonly stepFailures: number;
  readonly stepFailure: string | null;
  /** How many labels had been given when its last training had nothing new to learn. */
  readonly learnedLabels: number | null;
  /** The gateway's order of the newest label when its last training began. */
  readonly labelledThrough: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What a step of a rollout changes. */
export type RolloutChange = Partial<
  Pick<
    RolloutRecord,
    | 'status'
    | 'trainingRunId'
    | 'version'
    | 'reason'
    | 'gates'
    | 'replay'
    | 'watch'
    | 'stations'
    | 'stepFailures'
    | 'stepFailure'
    | 'learnedLabels'
    | 'labelledThrough'
  >
>;

/** The stations with one more reached; the first time counts. */
export function reach(stations: Stations, station: keyof Stations, at: Date): Stations {
  return { [station]: at.toISOString(), ...stations };
}

/** Seconds from each reached station to the next reached one; none where the clock went back in between. */
export function secondsBetween(stations: Stations): Rollout['seconds'] {
  const reached = rolloutStations.filter((station) => stations[station] !== undefined);
  const timeOf = (station: keyof Stations) => new Date(stations[station] as string).getTime();
  return Object.fromEntries(
    reached
      .slice(1)
      .map((station, before) => [
        station,
        Math.max(0, timeOf(station) - timeOf(reached[before] as keyof Stations)) / 1000,
      ]),
  );
}

/** As HTTP shows it. */
export function toRollout(record: RolloutRecord, labels: Rollout['labels']): Rollout {
  const { stepFailures, stepFailure } = record;
  const { reportId, trainingRunId, version, reason, gates, replay, watch, createdAt, updatedAt, stations } = record;
  return {
    id: record.id,
    model: record.model,
    status: record.status,
    correlationId: record.correlationId,
    reportId: reportId ?? undefined,
    champion: record.champion,
    trainingRunId: trainingRunId ?? undefined,
    version: version ?? undefined,
    reason: reason ?? undefined,
    labels,
    gates: gates === null ? undefined : [...gates],
    replay: replay ?? undefined,
    watch: watch ?? undefined,
    failing: stepFailure === null ? undefined : { times: stepFailures, reason: stepFailure },
    stations,
    seconds: secondsBetween(stations),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
