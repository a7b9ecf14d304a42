import { DATABASE, type Database } from '@driftdesk/database';
import { Inject, Injectable } from '@nestjs/common';

/** What an agent says of a ticket, beside what production said. */
export interface AgentLabel {
  readonly ticketId: string;
  readonly sequence: number;
  /** The version that production said it by. */
  readonly version: string;
  readonly head: string;
  readonly label: string;
  /** Whether production said something else. */
  readonly wrong: boolean;
  readonly authorId: string;
  /** ISO 8601, to the millisecond. */
  readonly labelledAt: string;
}

/** Which labels. */
export interface AgentLabelFilter {
  readonly model: string;
  /** The version that said something of the tickets. */
  readonly version?: string;
  readonly head?: string;
  /** Observations after this one. */
  readonly afterSequence?: number;
  /** Tickets that may be trained on alone. */
  readonly training?: boolean;
  /** ISO 8601. */
  readonly givenAfter?: string | undefined;
}

/** Rows of one statement: reading what production said holds the event loop for a few milliseconds. */
const pageSize = 100;

type Row = Omit<AgentLabel, 'sequence'> & { readonly sequence: string };

/** Agents' labels of the tickets that production classified. */
@Injectable()
export class AgentLabelReader {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** In the order in which they were given. */
  async read(filter: AgentLabelFilter): Promise<AgentLabel[]> {
    const labels: AgentLabel[] = [];
    for (;;) {
      const page = await this.page(filter, labels.at(-1) ?? { sequence: filter.afterSequence ?? 0, head: undefined });
      labels.push(...page.map((row) => ({ ...row, sequence: Number(row.sequence) })));
      if (page.length < pageSize) break;
    }
    // Pages come by sequence and head, which stays the order of labels that were given at once.
    return labels.sort((left, right) => Date.parse(left.labelledAt) - Date.parse(right.labelledAt));
  }

  /** How many labels agents have given since then, whatever of. */
  async countGivenAfter(time: string): Promise<number> {
    const [row] = await this.database.sql.query<{ labels: number }>(
      `SELECT count(*)::int AS labels FROM monitor.example_labels WHERE source = 'agent' AND labelled_at > $1::timestamptz`,
      time,
    );
    return row?.labels ?? 0;
  }

  private page(filter: AgentLabelFilter, last: { readonly sequence: number; readonly head: string | undefined }) {
    return this.database.sql.query<Row>(
      // What production said is long, and is read of the page's rows alone: a plan that sorts would read it of all.
      `WITH page AS MATERIALIZED (
         SELECT o.sequence, o.ticket_id, l.head, l.label, l.author_id, l.labelled_at
         FROM monitor.observations o JOIN monitor.example_labels l USING (ticket_id)
         WHERE o.model = $1 AND ($2::text IS NULL OR o.version = $2) AND ($3::text IS NULL OR l.head = $3)
           AND o.sequence >= $4::bigint AND (o.sequence > $4::bigint OR l.head > $5) AND (o.training OR NOT $6::boolean)
           AND l.source = 'agent' AND l.labelled_at > coalesce($7::timestamptz, '-infinity')
         ORDER BY o.sequence, l.head LIMIT $8::int)
       SELECT page.ticket_id AS "ticketId", page.sequence::text AS sequence, o.version, page.head, page.label,
              page.author_id AS "authorId", page.label IS DISTINCT FROM o.outputs::json -> page.head ->> 'label' AS wrong,
              to_char(page.labelled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "labelledAt"
       FROM page JOIN monitor.observations o USING (sequence) ORDER BY page.sequence, page.head`,
      ...[filter.model, filter.version ?? null, filter.head ?? null, last.sequence, last.head ?? null],
      ...[filter.training ?? false, filter.givenAfter ?? null, pageSize],
    );
  }
}
