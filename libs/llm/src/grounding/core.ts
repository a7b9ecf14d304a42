import { units } from './lexicon/units.js';
import { exactOf, wordOf, type Word } from './word.js';

type Rule = (core: string) => Word[] | undefined;

/** Reads what stands between two spaces, without the punctuation around it: the first rule that knows it. */
export function readCore(core: string): Word[] {
  for (const rule of rules) {
    const words = rule(core);
    if (words) return words;
  }
  return asides.has(core) ? [] : [exactOf(core)];
}

const asides = new Set(['e.g', 'i.e', 'p.ex', 'c.-a-d', 'etc']);

const rules: readonly Rule[] = [
  readWords,
  readNumber,
  readMeasure,
  (core) => (units.has(core) ? [wordOf(core)] : undefined),
  // "jump01's" is about jump01.
  (core) => (core.endsWith("'s") && core.length > 2 ? [exactOf(core.slice(0, -2))] : undefined),
  (core) => (/^[\p{L}\p{N}]+(?:\+[\p{L}\p{N}]+)+$/u.test(core) ? core.split('+').flatMap(readCore) : undefined),
  (core) => (/^\p{L}+'[^']+$/u.test(core) ? core.split("'").flatMap(readCore) : undefined),
];

function readWords(core: string): Word[] | undefined {
  if (!/^[\p{L}'-]+$/u.test(core) && !/^\p{L}+(?:\/\p{L}+)+$/u.test(core)) return undefined;
  // "Vous-même", "lui-même" name nobody else.
  const parts = core.replace(/-memes?$/, '').split(/['/-]/);
  return parts.filter(Boolean).map((text, i) => {
    // The t of don't denies.
    const denies = text === 't' && parts[i - 1]?.endsWith('n') === true;
    return wordOf(denies ? 'not' : text);
  });
}

function readNumber(core: string): Word[] | undefined {
  if (/^\d{1,3}(?:,\d{3})+$/.test(core)) return [exactOf(core.replaceAll(',', ''))];
  return /^\d+(?:[.,]\d+)?$/.test(core) ? [exactOf(core.replace(',', '.'))] : undefined;
}

function readMeasure(core: string): Word[] | undefined {
  if (/^[€$£]\d/.test(core)) return [exactOf(core.slice(1)), wordOf(core.charAt(0))];
  const [, number = '', unit = ''] = /^(\d+(?:[.,]\d+)?)-?(%|€|\$|£|\p{L}+)$/u.exec(core) ?? [];
  return units.has(unit) ? [exactOf(number.replace(',', '.')), wordOf(unit)] : undefined;
}
