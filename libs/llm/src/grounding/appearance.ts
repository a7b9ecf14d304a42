/** What is wrong with the look of an answer: signs that a reader does not see as they are; undefined when nothing is. */
export function findDisguise(answer: string, passages: string): string | undefined {
  const [text, known] = [answer.normalize('NFC'), passages.normalize('NFC')];
  const isNew = (found: string) => !known.includes(found);
  if (text.match(invisible)?.some(isNew)) return 'It holds invisible characters.';
  if (text.match(pictures)?.some(isNew)) return 'It holds pictures that are not in the passages.';
  if (text.match(markup)?.some(isNew)) return 'It holds markup that is not in the passages.';
  const strange = findStrangeLetter(text, known);
  return strange && `It holds letters of another alphabet than the passages (“${strange}”).`;
}

/** Controls (line breaks and tabs apart), formats, private and unassigned characters, fillers, variation selectors, loose accents. */
const invisible =
  /(?![\n\r\t])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u115f\u1160\u2028\u2029\u2800\u3164\uffa0\p{Script=Inherited}]/gu;

/** Signs of everyday text are left out: copyright, trade marks, ticks, information, warning. */
const pictures = /(?![©®™✓✔✅ℹ⚠↔])\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}]/gu;

/** Tags, comments and character references. */
const markup = /<[a-z/!?][^<>\n]{0,80}|&#|&[a-z]{2,8};/giu;

/** Alphabets that are told apart; all letters of others count as one. */
const alphabets = [
  { name: 'Latin', letters: /\p{Script=Latin}/u },
  { name: 'Cyrillic', letters: /\p{Script=Cyrillic}/u },
  { name: 'Greek', letters: /\p{Script=Greek}/u },
  { name: 'Armenian', letters: /\p{Script=Armenian}/u },
  { name: 'Hebrew', letters: /\p{Script=Hebrew}/u },
  { name: 'Arabic', letters: /\p{Script=Arabic}/u },
  { name: 'Devanagari', letters: /\p{Script=Devanagari}/u },
  { name: 'Thai', letters: /\p{Script=Thai}/u },
  { name: 'Georgian', letters: /\p{Script=Georgian}/u },
  { name: 'Hangul', letters: /\p{Script=Hangul}/u },
  { name: 'Cherokee', letters: /\p{Script=Cherokee}/u },
  { name: 'Han', letters: /\p{Script=Han}/u },
  { name: 'Hiragana', letters: /\p{Script=Hiragana}/u },
  { name: 'Katakana', letters: /\p{Script=Katakana}/u },
  { name: 'Coptic', letters: /\p{Script=Coptic}/u },
  { name: 'Lisu', letters: /\p{Script=Lisu}/u },
  { name: 'Deseret', letters: /\p{Script=Deseret}/u },
];

function findStrangeLetter(text: string, known: string): string | undefined {
  const strange = alphabets.filter(({ letters }) => letters.test(text) && !letters.test(known));
  // A name such as "Москва" among Latin words is fine in a passage; a word of two alphabets is a disguise everywhere.
  for (const word of text.match(/\p{L}+/gu) ?? []) {
    const own = alphabets.filter(({ letters }) => letters.test(word));
    if (own.length === 0 && /\p{L}/u.test(word) && !known.includes(word)) return word;
    if (own.length === 1 && !strange.includes(own[0] as (typeof alphabets)[number])) continue;
    if (!isJapanese(own.map(({ name }) => name)) && !known.includes(word)) return word;
  }
  return undefined;
}

function isJapanese(names: readonly string[]): boolean {
  return names.length > 1 && names.every((name) => ['Han', 'Hiragana', 'Katakana'].includes(name));
}
