import { DATABASE, type Database, type Sql } from '@driftdesk/database';
import { type VerdictState, verdictStart } from '@driftdesk/drift';
import { Inject, Injectable } from '@nestjs/common';
import type { EvaluatedSoFar } from '../observations/windows.js';

/** What the monitor remembers of a champion's stream from one evaluation to the next. */
export interface DriftState extends EvaluatedSoFar {
  readonly version: string;
  readonly verdict: VerdictState;
  /** The observation after which the stream drifts, as far as is known. */
  readonly driftsAfter?: number | undefined;
  /** Labels up to this one have alarmed, or have been found quiet for long. */
  readonly feedbackThrough?: number | undefined;
  /** Of everything since the first drifted window. */
  readonly correlationId?: string | undefined;
}

@Injectable()
export class DriftStateStore {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Another champion begins anew. */
  async of(model: string, version: string): Promise<DriftState> {
    const row = await this.database.prisma.driftState.findUnique({ where: { model } });
    if (row === null || row.version !== version) return { version, evaluatedTo: 0, quiet: [], verdict: verdictStart };
    const kept = JSON.parse(row.verdict) as Pick<DriftState, 'verdict' | 'driftsAfter' | 'feedbackThrough'> &
      Partial<Pick<DriftState, 'quiet'>>;
    return {
      version,
      evaluatedTo: Number(row.evaluatedTo),
      quiet: [],
      ...kept,
      ...(row.correlationId === null ? {} : { correlationId: row.correlationId }),
    };
  }
}

/** Replaces what is remembered of a model. */
export async function writeDriftState(sql: Sql, model: string, state: DriftState): Promise<void> {
  const { version, evaluatedTo, quiet, verdict, driftsAfter, feedbackThrough, correlationId } = state;
  await sql.execute(
    `INSERT INTO monitor.drift_states (model, version, evaluated_to, verdict, correlation_id, updated_at)
     VALUES ($1, $2, $3::bigint, $4, $5, now())
     ON CONFLICT (model) DO UPDATE SET version = EXCLUDED.version, evaluated_to = EXCLUDED.evaluated_to,
       verdict = EXCLUDED.verdict, correlation_id = EXCLUDED.correlation_id, updated_at = EXCLUDED.updated_at`,
    model,
    version,
    evaluatedTo,
    JSON.stringify({ quiet, verdict, driftsAfter, feedbackThrough }),
    correlationId ?? null,
  );
}
