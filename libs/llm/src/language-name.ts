/** The name of a language in English or French, such as "anglais". */
export function languageName(code: string, inLanguage: 'en' | 'fr'): string {
  return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(code) ?? code;
}
