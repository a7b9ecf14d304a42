import { type Envelope, type EventDefinition, rolloutStations } from '@driftdesk/contracts';
import { DATABASE, type Database, type Sql } from '@driftdesk/database';
import { newEvent, publish } from '@driftdesk/messaging';
import { METRICS, type Metrics } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type RolloutChange, type RolloutRecord, secondsBetween } from './rollout-record.js';
import { type RolloutBeginning, RolloutStore } from './rollout-store.js';

/** A rollout as it was, and what becomes of it. */
export type Move = readonly [before: RolloutRecord, change: RolloutChange];

/** How rollouts move on: changes and events commit together, and are counted then. */
@Injectable()
export class RolloutMoves {
  constructor(
    private readonly rollouts: RolloutStore,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  /** Begins a rollout in the caller's transaction. @returns what to call when that is committed */
  async begin(sql: Sql, rollout: RolloutBeginning): Promise<() => void> {
    const began = await this.rollouts.begin(sql, rollout);
    return () => {
      if (began) this.count({ stations: {} }, { status: 'waiting_labels', stations: rollout.stations });
    };
  }

  move(before: RolloutRecord, change: RolloutChange, ...events: readonly Envelope[]): Promise<void> {
    return this.moveAll([[before, change]], ...events);
  }

  /** Changes several in this order, or none. */
  async moveAll(moves: readonly Move[], ...events: readonly Envelope[]): Promise<void> {
    await this.database.transaction(async (sql) => {
      for (const [{ id }, change] of moves) await this.rollouts.change(sql, id, change);
      await publish(sql, events);
    });
    for (const [before, change] of moves) this.count(before, change);
  }

  private count(before: Partial<RolloutRecord> & Pick<RolloutRecord, 'stations'>, change: RolloutChange): void {
    const { rollouts, rolloutSeconds, driftToServingSeconds } = this.metrics;
    const { status, stations = before.stations } = change;
    if (status !== undefined && status !== before.status) rollouts.inc({ status });
    const seconds = secondsBetween(stations);
    for (const station of rolloutStations) {
      if (seconds[station] === undefined || before.stations[station] !== undefined) continue;
      rolloutSeconds.observe({ station }, seconds[station]);
    }
    const { drifted, serving } = stations;
    if (drifted === undefined || serving === undefined || before.stations.serving !== undefined) return;
    driftToServingSeconds.observe(Math.max(0, Date.parse(serving) - Date.parse(drifted)) / 1000);
  }
}

/** An event of a rollout's story. */
export function newsOf<Payload extends { model: string }>(
  { id: rolloutId, model, correlationId }: RolloutRecord,
  event: EventDefinition<Payload>,
  payload: Omit<Payload, 'model' | 'rolloutId'>,
): Envelope {
  return newEvent(event, { model, rolloutId, ...payload } as unknown as Payload, correlationId);
}
