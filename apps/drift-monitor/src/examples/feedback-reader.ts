import { DATABASE, type Database } from '@driftdesk/database';
import { Inject, Injectable } from '@nestjs/common';

/** What a version said of a ticket, and what people say. */
export interface Feedback {
  readonly ticketId: string;
  readonly sequence: number;
  /** What people say. */
  readonly label: string;
  readonly wrong: boolean;
  readonly labelledAt: string;
}

/** People's labels beside the predictions that production served. */
@Injectable()
export class FeedbackReader {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Labels that agents gave to what a version classified, of one head, in the order in which they came. */
  async of(model: string, version: string, head: string, after = '-infinity'): Promise<Feedback[]> {
    const rows = await this.database.sql.query<Omit<Feedback, 'sequence'> & { readonly sequence: string }>(
      `SELECT o.ticket_id AS "ticketId", o.sequence::text AS sequence, l.label, l.label <> o.outputs::json -> $3 ->> 'label' AS wrong,
              to_char(l.labelled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "labelledAt"
       FROM monitor.observations o JOIN monitor.example_labels l USING (ticket_id)
       WHERE o.model = $1 AND o.version = $2 AND l.head = $3 AND l.source = 'agent' AND l.labelled_at > $4::timestamptz
       ORDER BY l.labelled_at, o.sequence`,
      model,
      version,
      head,
      after,
    );
    return rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
  }
}
