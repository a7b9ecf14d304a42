import type { SnapshotManifest } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { Inject, Injectable } from '@nestjs/common';

export type Exclusions = SnapshotManifest['excluded'];

/** Labelled tickets that may not be learned from, and why: what the manifest of a snapshot names. */
@Injectable()
export class ExclusionReader {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** As consents are now; `overAuthored`: tickets of authors who gave too many labels. */
  async now(overAuthored: ReadonlySet<string>): Promise<Exclusions> {
    const { sql } = this.database;
    // Of a ticket without consent only the labels were kept.
    const refused = await sql.query<{ id: string }>(
      `SELECT DISTINCT l.ticket_id AS id FROM monitor.example_labels l
       WHERE NOT EXISTS (SELECT 1 FROM monitor.examples e WHERE e.ticket_id = l.ticket_id) ORDER BY 1`,
    );
    const withdrawn = await sql.query<{ id: string }>(
      `SELECT e.ticket_id AS id FROM monitor.examples e JOIN monitor.consents c USING (ticket_id)
       WHERE NOT c.training ORDER BY 1`,
    );
    const gone = new Set([...refused, ...withdrawn].map(({ id }) => id));
    return [
      exclusion('no_consent', idsOf(refused)),
      exclusion('consent_withdrawn', idsOf(withdrawn)),
      exclusion(
        'author_share',
        [...overAuthored].filter((id) => !gone.has(id)),
      ),
    ];
  }
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

function exclusion(reason: Exclusions[number]['reason'], ticketIds: string[]): Exclusions[number] {
  return { reason, count: ticketIds.length, ticketIds };
}
