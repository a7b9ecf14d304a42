import { createHash } from 'node:crypto';
import type { ModelSpec } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import { countLabelsEver } from '../examples/label-authors.js';

/** What decides what a training makes of a snapshot. */
export interface Conditions {
  readonly spec: ModelSpec;
  /** Digest of the version that it is compared with. */
  readonly champion: string | undefined;
  readonly codeVersion: string;
}

/** sha256, hex. */
export function digestConditions({ spec, champion, codeVersion }: Conditions): string {
  return createHash('sha256')
    .update(JSON.stringify([spec, champion ?? null, codeVersion]))
    .digest('hex');
}

/** How many labels were ever given, and how many texts and withdrawals there are; labels that are replaced count too. */
export async function readInputs(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ texts: number; withdrawn: number }>(
    `SELECT (SELECT count(*)::float8 FROM monitor.examples) AS texts,
            (SELECT count(*)::float8 FROM monitor.consents WHERE NOT training) AS withdrawn`,
  );
  return `${await countLabelsEver(sql)} labels, ${row?.texts ?? 0} texts, ${row?.withdrawn ?? 0} withdrawn`;
}
