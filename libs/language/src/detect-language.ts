import { languageOfWords } from './known-words.js';
import { supportedLanguages } from './supported-languages.js';

/** How much better than the best supported language another one must score (0–1) to be believed. */
const margin = 0.15;
/** From so many letters on a foreign language is believed: "adobe acrobat" looks Slovene. */
const fewestLetters = 20;
/** From so many on the supported language that scores best is believed; "apple banana orange" looks French. */
const manyLetters = 40;
/** With fewer it must score as much (0–1), and better than any other language. */
const goodScore = 0.7;

/** Loaded by the first text: a start would take a fifth of a second longer. */
let detector: Promise<typeof import('eld/small')> | undefined;

/** What a text that tells nothing is taken for, when that is known. */
export type Prior = () => Promise<string | undefined>;
const noPrior: Prior = () => Promise.resolve(undefined);

/**
 * ISO 639-1 code of a text's language. A language needs evidence: enough letters and a margin over the supported
 * languages, or words that a support desk knows. A text without evidence is in the language of the prior, else in the
 * default.
 */
export async function detectLanguage(text: string, prior: Prior = noPrior): Promise<string> {
  const read = text.slice(0, 2_000);
  const looks = await looksLike(read);
  const letters = read.match(/\p{L}/gu)?.length ?? 0;
  const latin = read.match(/\p{Script=Latin}/gu)?.length ?? 0;
  // Another script is never an accident.
  if (latin < letters / 2 && looks.top !== undefined) return looks.top;
  return fromEvidence(read, letters, looks) ?? (await prior()) ?? supportedLanguages[0];
}

function fromEvidence(text: string, letters: number, looks: Looks): string | undefined {
  if (letters >= manyLetters) return looks.foreign ? looks.top : looks.supported;
  if (letters >= fewestLetters && looks.foreign) return looks.top;
  const known = languageOfWords(text);
  if (known !== undefined) return known;
  return looks.supported === looks.top && looks.clear ? looks.supported : undefined;
}

/** What a text looks like by its letter n-grams. */
interface Looks {
  readonly top: string | undefined;
  /** The supported language that scores best, if any does. */
  readonly supported: string | undefined;
  /** Whether that one scores well, and clearly better than the others. */
  readonly clear: boolean;
  /** Whether another language scores clearly better than the supported ones. */
  readonly foreign: boolean;
}

async function looksLike(text: string): Promise<Looks> {
  const { eld } = await (detector ??= import('eld/small'));
  const scores = eld.detect(text).getScores();
  const [top, topScore] = best(Object.entries(scores));
  const supportedScores = supportedLanguages.map((language) => [language, scores[language] ?? 0] as const);
  const [supported, score] = best(supportedScores);
  const others = supportedScores.filter(([language]) => language !== supported);
  return {
    top,
    supported,
    clear: score >= goodScore && others.every(([, other]) => score > other + margin),
    foreign: top !== undefined && topScore > score + margin,
  };
}

function best(scores: readonly (readonly [string, number])[]): readonly [string | undefined, number] {
  return scores.reduce<readonly [string | undefined, number]>(
    (leader, entry) => (entry[1] > leader[1] ? entry : leader),
    [undefined, 0],
  );
}
