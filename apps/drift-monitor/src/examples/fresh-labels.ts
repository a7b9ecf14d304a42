import { DATABASE, type Database } from '@driftdesk/database';
import { defaultIdentity } from '@driftdesk/governance';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { type AuthoredLabel, capAuthors } from './cap-authors.js';
import { labelsToProve } from './labels-to-prove.js';

/** An agent's labels of one ticket. */
interface TicketLabels extends AuthoredLabel {
  /** Head → whether production said something else. JSON. */
  readonly wrong: string;
}

/** Which labels of a drifted stretch may be learned. */
export interface FreshLabels {
  /** How many count towards a retraining. */
  readonly have: number;
  /** With those that do not count. */
  readonly given: number;
  /** How many it takes to prove a gain, as far as those that there are can tell. */
  readonly need: number;
  /** Tickets whose labels do not count, because their authors gave too many. */
  readonly excluded: ReadonlySet<string>;
}

/** The labels that agents gave to tickets of the drifted stretch. */
@Injectable()
export class FreshLabelReader {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(REGISTRY) private readonly registry: Registry,
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
    const labels = await this.database.sql.query<TicketLabels>(
      `SELECT o.ticket_id AS "ticketId", min(l.author_id) AS "authorId",
              json_object_agg(l.head, l.label IS DISTINCT FROM o.outputs::json -> l.head ->> 'label')::text AS wrong
       FROM monitor.observations o JOIN monitor.example_labels l USING (ticket_id)
       WHERE o.model = $1 AND o.sequence > $2::bigint AND o.training AND l.source = 'agent'
         AND l.labelled_at <= coalesce($3::timestamptz, 'infinity')
       GROUP BY o.ticket_id ORDER BY min(l.labelled_at), o.ticket_id`,
      model,
      sequence,
      until ?? null,
    );
    const counting = capAuthors(labels, this.options.rules.authorShare, defaultIdentity.id);
    const counted = new Set(counting.map(({ ticketId }) => ticketId));
    const excluded = labels.map(({ ticketId }) => ticketId).filter((ticketId) => !counted.has(ticketId));
    const need = await this.need(model, counting);
    return { have: counted.size, given: labels.length, need, excluded: new Set(excluded) };
  }

  private async need(model: string, counting: readonly TicketLabels[]): Promise<number> {
    const { labels } = this.options.rules;
    const champion = await this.registry.resolve(model, 'champion');
    const sliceShare = this.options.models.get(model)?.spec.training.sliceShare;
    // Fewer say too little of how often the champion errs.
    if (counting.length < labels || champion === undefined || sliceShare === undefined) return labels;
    const judged = counting.map(({ wrong }) => JSON.parse(wrong) as Readonly<Record<string, boolean>>);
    const heads = champion.card.heads.map(({ name, metrics }) => {
      const ofHead = judged.flatMap(({ [name]: wrong }) => (wrong === undefined ? [] : [wrong]));
      return {
        labelled: ofHead.length,
        wrong: ofHead.filter(Boolean).length,
        expected: 1 - metrics.accuracy,
      };
    });
    return labelsToProve(heads, { labels, sliceShare });
  }
}
