import { deskWords } from './desk-words.js';
import { type SupportedLanguage, supportedLanguages } from './supported-languages.js';

/**
 * The supported language to which most of a text's letters belong by the words that they stand in. Words of both
 * languages do not count; unknown words count for neither.
 */
export function languageOfWords(text: string): SupportedLanguage | undefined {
  const letters = new Map<SupportedLanguage | undefined, number>();
  let all = 0;
  for (const [word] of text
    .toLowerCase()
    .normalize('NFC')
    .matchAll(/\p{L}+/gu)) {
    const language = deskWords.get(word);
    if (language === null) continue;
    letters.set(language, (letters.get(language) ?? 0) + word.length);
    all += word.length;
  }
  return supportedLanguages.find((language) => (letters.get(language) ?? 0) > all / 2);
}
