import type { Language } from './family.js';
import type { Persona } from './persona.js';
import type { Random } from './random.js';
import { shorthand, wrongWords, type Replacement } from './wording.js';

/** How one writer spoils a text. Habits (no capitals, no accents …) hold for the whole ticket; slips come by the word. */
export function createNoise(persona: Persona, language: Language, random: Random): (text: string) => string {
  const habits = [
    random.chance(language === 'fr' ? 0.8 : 1) ? straightQuotes : unchanged,
    random.chance(persona.plainLetters) ? plainLetters : unchanged,
    random.chance(persona.noApostrophes) ? dropApostrophes[language] : unchanged,
    random.chance(persona.noFullStops) ? dropFullStops : unchanged,
    random.chance(persona.lowerCase) ? (text: string) => text.toLowerCase() : unchanged,
  ];
  return (text) => {
    const worded = replaceSome(text, wrongWords[language], persona.wrongWord, random);
    const shortened = replaceSome(worded, shorthand[language], persona.shorthand, random);
    const typed = misspell(shortened, persona.typo, random);
    return habits.reduce((current, habit) => habit(current), typed);
  };
}

function replaceSome(text: string, table: readonly Replacement[], probability: number, random: Random): string {
  return table.reduce((current, [words, ...replacements]) => {
    if (!random.chance(probability)) return current;
    return current.replace(wholeWords(words), random.pick(replacements));
  }, text);
}

/** `\b` knows no accents. */
const wholeWords = (words: string): RegExp => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'gu');

const unchanged = (text: string): string => text;
const straightQuotes = (text: string): string => text.replace(/[’‘]/g, "'");
const plainLetters = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/œ/g, 'oe');
const dropFullStops = (text: string): string => text.replace(/\.$/gm, '');
/** English writers run the word together; French ones leave a blank. */
const dropApostrophes: Record<Language, (text: string) => string> = {
  en: (text) => text.replace(/(?<=\p{L})['’](?=(?:t|s|m|re|ve|ll|d)\b)/gu, ''),
  fr: (text) => text.replace(/(?<=(?<!\p{L})(?:[cdjlmnst]|qu))['’](?=\p{L})/giu, ' '),
};

/** Words of four letters and more slip; a slip may also swallow the blank that follows. */
function misspell(text: string, probability: number, random: Random): string {
  return text.replace(/(?<![\p{L}\d'’-])(\p{L}{4,})( ?)(?![\p{L}\d'’-])/gu, (match, word: string, blank: string) => {
    if (!random.chance(probability)) return match;
    if (blank && random.chance(0.12)) return word;
    return slip(word, random) + blank;
  });
}

function slip(word: string, random: Random): string {
  const at = 1 + random.below(word.length - 2);
  const [before, first = '', second = '', after] = [word.slice(0, at), word[at], word[at + 1], word.slice(at + 2)];
  return random.pick([
    before + second + first + after,
    before + second + after,
    before + first + first + second + after,
    before + neighbour(first, random) + second + after,
  ]);
}

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** A key beside the letter's own. */
function neighbour(letter: string, random: Random): string {
  const row = rows.find((keys) => keys.includes(letter));
  if (!row) return letter;
  const at = row.indexOf(letter);
  return random.pick([row[at - 1], row[at + 1]].filter((key) => key !== undefined));
}
