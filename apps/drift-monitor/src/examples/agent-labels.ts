import { DATABASE, type Database } from '@driftdesk/database';
import { defaultIdentity } from '@driftdesk/governance';
import { Inject, Injectable } from '@nestjs/common';
import { stretchClauses } from '../observations/observation.js';

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

/** Observations of one statement: reading what production said holds the event loop for a few milliseconds. */
const pageSize = 50;

/** An observation and its labels; nothing when it has none. */
interface Row {
  readonly sequence: string;
  readonly version: string;
  readonly labels: readonly Omit<AgentLabel, 'sequence' | 'version'>[] | null;
}

/** Agents' labels of the tickets that production classified. */
@Injectable()
export class AgentLabelReader {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** In the order in which they were given. */
  async read(filter: AgentLabelFilter): Promise<AgentLabel[]> {
    const labels: AgentLabel[] = [];
    let after = filter.afterSequence ?? 0;
    for (;;) {
      const page = await this.page(filter, after);
      labels.push(...page.flatMap(labelsOf));
      if (page.length < pageSize) break;
      after = Number(page.at(-1)?.sequence);
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

  /** Whether people other than these have ever labelled here; the identity of everybody is nobody. */
  async othersThan(authorIds: readonly string[]): Promise<boolean> {
    const [row] = await this.database.sql.query<{ others: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM monitor.label_authors
         WHERE source = 'agent' AND author_id <> ALL($1::text[])) AS others`,
      [defaultIdentity.id, ...authorIds],
    );
    return row?.others ?? false;
  }

  private page({ model, version, head, training, givenAfter }: AgentLabelFilter, after: number): Promise<Row[]> {
    const { where, order } = stretchClauses(version);
    return this.database.sql.query<Row>(
      // Labels are looked up for the page's rows alone: a plan that joins first would sort all labels for each page.
      `WITH page AS MATERIALIZED (
         SELECT o.sequence, o.ticket_id, o.version, o.outputs FROM monitor.observations o
         WHERE ${where} AND (o.training OR NOT $4::boolean) ORDER BY ${order} LIMIT $5::int)
       SELECT o.sequence::text AS sequence, o.version, (
         SELECT json_agg(json_build_object('ticketId', l.ticket_id, 'head', l.head, 'label', l.label,
                'authorId', l.author_id, 'wrong', l.label IS DISTINCT FROM o.outputs::json -> l.head ->> 'label',
                'labelledAt', to_char(l.labelled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY l.head)
         FROM monitor.example_labels l
         WHERE l.ticket_id = o.ticket_id AND ($6::text IS NULL OR l.head = $6) AND l.source = 'agent'
           AND l.labelled_at > coalesce($7::timestamptz, '-infinity')) AS labels
       FROM page o ORDER BY o.sequence`,
      ...[model, version ?? null, after, training ?? false, pageSize, head ?? null, givenAfter ?? null],
    );
  }
}

function labelsOf({ sequence, version, labels }: Row): AgentLabel[] {
  return (labels ?? []).map((label) => ({ ...label, sequence: Number(sequence), version }));
}
