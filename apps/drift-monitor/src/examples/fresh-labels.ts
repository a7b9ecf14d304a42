import { DATABASE, type Database } from '@driftdesk/database';
import { defaultIdentity } from '@driftdesk/governance';
import { Inject, Injectable } from '@nestjs/common';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { type AuthoredLabel, capAuthors } from './cap-authors.js';

/** Which labels of a drifted stretch may be learned. */
export interface FreshLabels {
  /** How many count towards a retraining. */
  readonly have: number;
  /** With those that do not count. */
  readonly given: number;
  readonly need: number;
  /** Tickets whose labels do not count, because their authors gave too many. */
  readonly excluded: ReadonlySet<string>;
}

/** The labels that agents gave to tickets of the drifted stretch. */
@Injectable()
export class FreshLabelReader {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  /** How many tickets after an observation have an agent's label, whoever gave it. */
  async count(model: string, sequence: number): Promise<number> {
    const [row] = await this.database.sql.query<{ tickets: number }>(
      `SELECT count(*)::int AS tickets FROM monitor.observations o
       WHERE o.model = $1 AND o.sequence > $2::bigint AND o.training
         AND EXISTS (SELECT 1 FROM monitor.example_labels l WHERE l.ticket_id = o.ticket_id AND l.source = 'agent')`,
      model,
      sequence,
    );
    return row?.tickets ?? 0;
  }

  /** Of the tickets after an observation; those that were given until then, when a time is named. */
  async since(model: string, sequence: number, until?: Date): Promise<FreshLabels> {
    const labels = await this.database.sql.query<AuthoredLabel>(
      `SELECT o.ticket_id AS "ticketId", min(l.author_id) AS "authorId"
       FROM monitor.observations o JOIN monitor.example_labels l USING (ticket_id)
       WHERE o.model = $1 AND o.sequence > $2::bigint AND o.training AND l.source = 'agent'
         AND l.labelled_at <= coalesce($3::timestamptz, 'infinity')
       GROUP BY o.ticket_id ORDER BY min(l.labelled_at), o.ticket_id`,
      model,
      sequence,
      until ?? null,
    );
    const { labels: need, authorShare } = this.options.rules;
    const counted = new Set(capAuthors(labels, authorShare, defaultIdentity.id).map(({ ticketId }) => ticketId));
    const excluded = labels.map(({ ticketId }) => ticketId).filter((ticketId) => !counted.has(ticketId));
    return { have: counted.size, given: labels.length, need, excluded: new Set(excluded) };
  }
}
