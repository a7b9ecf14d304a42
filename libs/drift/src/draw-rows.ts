import type { Random } from '@driftdesk/ml';

/** Draws some of the rows without replacement to the front of `rows`, each set as likely as any other. */
export function drawRows(rows: Int32Array, count: number, random: Random): void {
  for (let at = 0; at < count; at++) {
    const other = at + Math.floor(random() * (rows.length - at));
    const row = rows[at] as number;
    rows[at] = rows[other] as number;
    rows[other] = row;
  }
}
