import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { UsageError } from './run-bench.js';

/** What may be looked at while something is improved, and what its numbers are reported on. */
export const halves = ['develop', 'judge'] as const;
export type Half = (typeof halves)[number];

/** The half that a text is in, by its id alone. */
export function halfOf(id: string): Half {
  return (createHash('sha256').update(id).digest()[0] as number) % 2 === 0 ? 'develop' : 'judge';
}

/** The texts of a topic: lines of JSON, written by somebody who has not seen the code. */
export function readStrangers<Text extends { readonly id: string }>(topic: string): Text[] {
  // From the compiled file to the sources: data is not compiled.
  const file = new URL(`../../bench/${topic}/strangers.jsonl`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Text);
}

/** Which half's mistakes are printed. @throws UsageError when it is none: those of the judge half stay unread */
export function mistakesOf(value: string | undefined): Half | undefined {
  if (value === undefined || value === 'develop') return value;
  throw new UsageError('--mistakes must be develop: what is improved on the judge half is not judged by it any more.');
}

/** “k of n” and Wilson's 95 % interval of the share (1927), in percent. */
export function shareOf(items: readonly boolean[]): string {
  const n = items.length;
  const k = items.filter(Boolean).length;
  if (n === 0) return '–';
  const z = 1.959964;
  const [middle, spread] = [
    (k + z ** 2 / 2) / (n + z ** 2),
    (z / (n + z ** 2)) * Math.sqrt((k * (n - k)) / n + z ** 2 / 4),
  ];
  const percent = (value: number) => (100 * Math.max(0, value)).toFixed(0);
  return `${k} of ${n} (${percent(k / n)} %; ${percent(middle - spread)}–${percent(middle + spread)})`;
}
