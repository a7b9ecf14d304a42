import type { Example } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { Inject, Injectable } from '@nestjs/common';

/** How many examples a head has of a label from imports. */
export interface LabelCount {
  readonly head: string;
  readonly label: string;
  readonly examples: number;
}

/** Examples of one statement: reading them holds the event loop for a few milliseconds. */
const examplesPerPage = 100;

/** The examples that people have labelled. */
@Injectable()
export class ExampleReader {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Labels that came with imports. */
  countOriginals(): Promise<LabelCount[]> {
    return this.database.sql.query<LabelCount>(
      `SELECT head, label, count(*)::int AS examples
       FROM monitor.example_labels JOIN monitor.examples USING (ticket_id) LEFT JOIN monitor.consents c USING (ticket_id)
       WHERE source = 'original' AND coalesce(c.training, true) GROUP BY head, label`,
    );
  }

  /**
   * All examples in order of their tickets' ids, read page by page. Those of tickets after the observation `driftsAfter` are
   * marked as drifted; those of `excluded` tickets, and of withdrawn ones, are left out.
   */
  async *all(
    driftsAfter = Number.MAX_SAFE_INTEGER,
    excluded: ReadonlySet<string> = new Set(),
  ): AsyncGenerator<Example> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await this.page(after, driftsAfter);
      for (const row of rows) if (!excluded.has(row.id)) yield toExample(row);
      const last = rows.at(-1);
      if (last === undefined || rows.length < examplesPerPage) return;
      after = last.id;
    }
  }

  private page(after: string, driftsAfter: number) {
    return this.database.sql.query<ExampleRow>(
      `SELECT e.ticket_id AS id, e."group", e.subject, e.body, e.language, o.embedding, o.observed_at AS "createdAt",
              CASE WHEN NOT bool_or(l.source = 'agent') THEN 'original' WHEN o.blind THEN 'blind' ELSE 'agent' END AS source,
              coalesce(o.sequence > $3::bigint, false) AS drifted, json_object_agg(l.head, l.label) AS labels
       FROM monitor.examples e JOIN monitor.example_labels l USING (ticket_id)
         LEFT JOIN monitor.observations o USING (ticket_id) LEFT JOIN monitor.consents c USING (ticket_id)
       WHERE e.ticket_id > $1::uuid AND coalesce(c.training, true) GROUP BY e.ticket_id, o.sequence ORDER BY e.ticket_id LIMIT $2::int`,
      after,
      examplesPerPage,
      driftsAfter,
    );
  }
}

/** An example as its tables have it; tickets that were imported were not observed. */
interface ExampleRow extends Omit<Example, 'subject' | 'embedding' | 'createdAt'> {
  readonly subject: string | null;
  readonly embedding: string | null;
  readonly createdAt: Date | null;
}

function toExample({ subject, embedding, createdAt, drifted, ...row }: ExampleRow): Example {
  return {
    ...row,
    ...(subject === null ? {} : { subject }),
    ...(embedding === null || embedding === '' ? {} : { embedding }),
    ...(createdAt === null ? {} : { createdAt: createdAt.toISOString() }),
    ...(drifted === true ? { drifted } : {}),
  };
}
