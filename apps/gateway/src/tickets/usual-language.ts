import type { Sql } from '@driftdesk/database';

/** So many of a requester's newest tickets tell which language the next one is in. */
const newest = 5;

/** The language of most of a requester's newest tickets; of two that are as frequent, the one used last. */
export async function usualLanguage(sql: Sql, requesterId: string): Promise<string | undefined> {
  const [usual] = await sql.query<{ language: string }>(
    `SELECT language FROM (
       SELECT language, sequence FROM gateway.tickets WHERE requester_id = $1 ORDER BY sequence DESC LIMIT $2::int
     ) AS recent
     GROUP BY language ORDER BY count(*) DESC, max(sequence) DESC LIMIT 1`,
    requesterId,
    newest,
  );
  return usual?.language;
}
