import { groupBy, type Random } from '@driftdesk/ml';
import { draw } from './draw.js';
import type { JudgedRow } from './judged-rows.js';
import type { Stream } from './prepare.js';

export interface Sizes {
  readonly reference: number;
  readonly current: number;
}

export interface Windows {
  readonly reference: readonly JudgedRow[];
  readonly current: readonly JudgedRow[];
}

/** What a share of the current window is replaced by. */
export type Change = 'new topic' | 'changed mix' | 'changed language';

/** Two windows of the same stream, without a row in common; a share of the current one is what the change brings. */
export function drawWindows(stream: Stream, change: Change, share: number, sizes: Sizes, random: Random): Windows {
  const changed = Math.round(share * sizes.current);
  const rows = draw(stream.known, sizes.reference + sizes.current - changed, random);
  const reference = rows.slice(0, sizes.reference);
  const replacements = replacementsOf(stream, change, random, new Set(rows));
  return { reference, current: [...rows.slice(sizes.reference), ...draw(replacements, changed, random)] };
}

/** A mix changes by more rows of one known label, another one each time. */
function replacementsOf(stream: Stream, change: Change, random: Random, taken: ReadonlySet<JudgedRow>) {
  if (change === 'new topic') return stream.unknown;
  if (change === 'changed language') return stream.french;
  const free = stream.known.filter((row) => !taken.has(row));
  const large = [...groupBy(free, ({ truth }) => truth).values()].filter((rows) => rows.length >= 200);
  return large[Math.floor(random() * large.length)] ?? free;
}
