import { languageName } from '../language-name.js';

const texts = {
  en: {
    quotes: 'From the knowledge base, word for word:',
    otherLanguage: (name: string) => `These excerpts are in ${name}, because no article was found in your language.`,
  },
  fr: {
    quotes: 'Extrait de la base de connaissances, mot pour mot :',
    otherLanguage: (name: string) =>
      `Ces extraits sont en ${name}, car aucun article n’a été trouvé dans votre langue.`,
  },
};

/**
 * The lines before quotations: that they are quotations, and that they are in another language than the ticket.
 * In French for French tickets, in English for all others.
 */
export function leadLines(ticketLanguage: string, quotedLanguage: string): string[] {
  const language = ticketLanguage === 'fr' ? 'fr' : 'en';
  const { quotes, otherLanguage } = texts[language];
  if (ticketLanguage === quotedLanguage) return [quotes];
  return [otherLanguage(languageName(quotedLanguage, language)), quotes];
}
