import type { Word } from './word.js';

/** Whether a number is the least or the most of what is meant. */
export type Bound = 'least' | 'most';

/** Words around a number that make it a bound, folded; what stands before it first. */
const before: readonly (readonly [string, Bound])[] = [
  ['no more than', 'most'],
  ['not more than', 'most'],
  ['pas plus de', 'most'],
  ['no less than', 'least'],
  ['pas moins de', 'least'],
  ['less than', 'most'],
  ['fewer than', 'most'],
  ['smaller than', 'most'],
  ['younger than', 'most'],
  ['moins de', 'most'],
  ['moins d', 'most'],
  ['at most', 'most'],
  ['up to', 'most'],
  ['maximum of', 'most'],
  ['within', 'most'],
  ['under', 'most'],
  ['below', 'most'],
  ['at the most', 'most'],
  ['au plus', 'most'],
  ['jusqu au', 'most'],
  ['maximum', 'most'],
  ['limited to', 'most'],
  ['at least', 'least'],
  ['minimum of', 'least'],
  ['minimum', 'least'],
  ['more than', 'least'],
  ['larger than', 'least'],
  ['bigger than', 'least'],
  ['longer than', 'least'],
  ['older than', 'least'],
  ['over', 'least'],
  ['above', 'least'],
  ['plus de', 'least'],
  ['plus d', 'least'],
  ['au moins', 'least'],
];
const after: readonly (readonly [string, Bound])[] = [
  ['at most', 'most'],
  ['at the most', 'most'],
  ['maximum', 'most'],
  ['or less', 'most'],
  ['au plus', 'most'],
  ['au maximum', 'most'],
  ['ou moins', 'most'],
  ['at least', 'least'],
  ['or more', 'least'],
  ['or longer', 'least'],
  ['minimum', 'least'],
  ['au moins', 'least'],
  ['au minimum', 'least'],
  ['ou plus', 'least'],
];

/** The bound that the words around a number make it. */
export function boundAt(words: readonly Word[], at: number): Bound | undefined {
  const fits = (phrase: string, from: number) => phrase.split(' ').every((part, i) => words[from + i]?.text === part);
  return (
    before.find(([phrase]) => fits(phrase, at - phrase.split(' ').length))?.[1] ??
    after.find(([phrase]) => fits(phrase, at + 1))?.[1]
  );
}
