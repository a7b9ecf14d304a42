import { canonical } from './canonical.js';
import { furtherEnglishSynonyms } from './lexicon/synonyms-en-further.js';
import { englishSynonyms } from './lexicon/synonyms-en.js';
import { frenchSynonyms } from './lexicon/synonyms-fr.js';
import type { Word } from './word.js';
import { stem } from './stem.js';

/** What a run of words means: the name of its group of synonyms, or the stem of a single word. */
export interface Concept {
  readonly key: string;
  /** The other groups of the same words. */
  readonly also: readonly string[];
  /** How many words say it. */
  readonly length: number;
}

interface Phrase {
  readonly stems: readonly string[];
  readonly keys: string[];
}

/** Words that six letters do not tell apart. */
const whole = new Set([
  'internet',
  'internal',
  'international',
  'interne',
  'external',
  'extension',
  'externe',
  'server',
  'service',
  'serveur',
  'directory',
  'directly',
]);

const agents = new Set(
  (
    'sender receiver owner user printer scanner reader speaker browser folder server computer manager customer adapter charger router holder driver ' +
    'caller supplier provider container header leader finder router carrier partner member number paper power order letter paper monitor dealer helper'
  ).split(' '),
);

const phrases = new Map<string, Phrase[]>();
for (const line of [englishSynonyms, furtherEnglishSynonyms, frenchSynonyms].join('\n').split('\n')) {
  const [name = '', ...others] = line.split(', ');
  for (const phrase of [name, ...others]) add(canonical(phrase).split(/[ '-]/).filter(Boolean).map(stemOf), `=${name}`);
}

/** A word may be of several groups: "display" is a screen and what it does. */
function add(stems: readonly string[], key: string): void {
  const [first] = stems;
  if (first === undefined) return;
  const known = phrases.get(first) ?? [];
  const same = known.find((one) => one.stems.join(' ') === stems.join(' '));
  if (same) same.keys.push(key);
  else
    phrases.set(
      first,
      [...known, { stems, keys: [key] }].sort((a, b) => b.stems.length - a.stems.length),
    );
}

function stemOf(word: string): string {
  if (whole.has(word)) return word;
  // A sender is not what sends: English nouns in -er keep it, which French infinitives lose.
  const singular = word.replace(/s$/, '');
  return agents.has(singular) ? singular : stem(word);
}

/** The concept that the words from a place on say, at most so many; the longest phrase wins. */
export function conceptAt(words: readonly Word[], at: number, most = 8): Concept {
  const word = words[at] as Word;
  if (word.kind === 'exact') return { key: word.text, also: [], length: 1 };
  const first = stemOf(word.text);
  const found = phrases
    .get(first)
    ?.find(
      ({ stems }) =>
        stems.length <= most &&
        stems.every((one, i) => words[at + i]?.kind === 'word' && stemOf(words[at + i]?.text ?? '') === one),
    );
  if (!found) return { key: first, also: [], length: 1 };
  const [key = first, ...also] = found.keys;
  return { key, also, length: found.stems.length };
}
