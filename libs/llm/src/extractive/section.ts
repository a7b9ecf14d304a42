import { fold } from '../text/words.js';

/** What a section of an article is for. `other`: a text without such sections, or its introduction. */
export type SectionKind = 'steps' | 'checks' | 'causes' | 'symptoms' | 'other';

const kinds: readonly (readonly [SectionKind, RegExp])[] = [
  [
    'steps',
    /\b(?:steps?|solutions?|resolution|fix(?:es)?|how to|procedure|what to do|instructions?|workarounds?|etapes?|marche a suivre|que faire|comment)\b/,
  ],
  ['checks', /\b(?:checks?|verif\w*|controles?|afterwards)\b/],
  ['causes', /\b(?:causes?|reasons?|raisons?|why|pourquoi)\b/],
  ['symptoms', /\b(?:symptom\w*|problem|probleme|signes?|signs?)\b/],
];

/** The kind of the section that a heading opens (English, French). */
export function sectionKind(heading: string | undefined): SectionKind {
  const folded = fold(heading ?? '');
  return kinds.find(([, pattern]) => pattern.test(folded))?.[0] ?? 'other';
}
