import type { ticketLabelled } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import type { z } from 'zod';

type Labelled = Pick<z.infer<typeof ticketLabelled.schema>, 'source' | 'author'>;

/** Counts what each author says, in the transaction that writes it. A label that is replaced stays counted. */
export async function countAuthors(sql: Sql, labelled: readonly Labelled[]): Promise<void> {
  await sql.execute(
    `INSERT INTO monitor.label_authors AS known (source, author_id, labels)
     SELECT source, author_id, count(*) FROM unnest($1::text[], $2::text[]) AS said (source, author_id) GROUP BY 1, 2
     ON CONFLICT (source, author_id) DO UPDATE SET labels = known.labels + EXCLUDED.labels`,
    labelled.map(({ source }) => source),
    labelled.map(({ author }) => author.id),
  );
}

/** How many labels have ever been given, imports included: more of them mean that something new may be learned. */
export async function countLabelsEver(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ labels: number }>(
    'SELECT coalesce(sum(labels), 0)::float8 AS labels FROM monitor.label_authors',
  );
  return row?.labels ?? 0;
}
