import { createDisjointSets, joinNearDuplicates } from '@driftdesk/ml';
import type { TrainingRow } from '../training-rows.js';

/** Cosine from which two texts are taken for the same ticket with another name or number in it. */
const nearlyEqual = 0.98;

/**
 * Puts rows that are nearly the same into one group, named after the first of their groups in code-unit order: rows of
 * one group, of one text but for case, spaces and punctuation, or of nearly equal embeddings.
 */
export function groupRows(rows: readonly TrainingRow[]): TrainingRow[] {
  const sets = createDisjointSets(rows.length);
  const firstOf = new Map<string, number>();
  rows.forEach(({ example, text }, row) => {
    for (const key of [`group ${example.group}`, `text ${normalText(text)}`]) {
      const first = firstOf.get(key);
      if (first === undefined) firstOf.set(key, row);
      else sets.join(first, row);
    }
  });
  joinNearDuplicates(
    rows.map(({ embedding }) => embedding),
    nearlyEqual,
    sets,
  );
  const names = new Map<number, string>();
  rows.forEach(({ example }, row) => {
    const set = sets.find(row);
    const name = names.get(set);
    if (name === undefined || example.group < name) names.set(set, example.group);
  });
  return rows.map((row, at) => ({ ...row, group: names.get(sets.find(at)) as string }));
}

/** A text without letters and digits is compared as it is. */
function normalText(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words === '' ? text : words;
}
