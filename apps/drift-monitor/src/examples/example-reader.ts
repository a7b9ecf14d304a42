import type { Example } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { Inject, Injectable } from '@nestjs/common';

/** How many examples a head has of a label from imports. */
export interface LabelCount {
  readonly head: string;
  readonly label: string;
  readonly examples: number;
}

const examplesPerPage = 500;

/** The examples that people have labelled. */
@Injectable()
export class ExampleReader {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Labels that came with imports. */
  countOriginals(): Promise<LabelCount[]> {
    return this.database.sql.query<LabelCount>(
      `SELECT head, label, count(*)::int AS examples FROM monitor.example_labels
       WHERE source = 'original' GROUP BY head, label`,
    );
  }

  /** All examples in order of their tickets' ids, read page by page. */
  async *all(): AsyncGenerator<Example> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await this.page(after);
      for (const { subject, ...row } of rows) yield { ...row, ...(subject === null ? {} : { subject }) };
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  }

  private page(after: string) {
    return this.database.sql.query<Omit<Example, 'subject'> & { readonly subject: string | null }>(
      `SELECT e.ticket_id AS id, e."group", e.subject, e.body, e.language,
              CASE WHEN bool_or(l.source = 'agent') THEN 'agent' ELSE 'original' END AS source,
              json_object_agg(l.head, l.label) AS labels
       FROM monitor.examples e JOIN monitor.example_labels l USING (ticket_id)
       WHERE e.ticket_id > $1::uuid GROUP BY e.ticket_id ORDER BY e.ticket_id LIMIT $2::int`,
      after,
      examplesPerPage,
    );
  }
}
