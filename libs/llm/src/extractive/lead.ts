import { languageName } from '../language-name.js';

const texts = {
  en: {
    quotes: 'From the knowledge base, word for word:',
    someQuotes: 'From the knowledge base, word for word; the article says more of what to do:',
    otherLanguage: (name: string) => `These excerpts are in ${name}, because no article was found in your language.`,
  },
  fr: {
    quotes: 'Extrait de la base de connaissances, mot pour mot :',
    someQuotes: 'Extrait de la base de connaissances, mot pour mot ; l’article en dit plus sur la marche à suivre :',
    otherLanguage: (name: string) =>
      `Ces extraits sont en ${name}, car aucun article n’a été trouvé dans votre langue.`,
  },
};

/**
 * The lines before quotations: that they are quotations, whether the article goes on, and that they are in another
 * language than the ticket.
 * In French for French tickets, in English for all others.
 */
export function leadLines(ticketLanguage: string, quotedLanguage: string, goesOn: boolean): string[] {
  const language = ticketLanguage === 'fr' ? 'fr' : 'en';
  const { otherLanguage } = texts[language];
  const quotes = goesOn ? texts[language].someQuotes : texts[language].quotes;
  if (ticketLanguage === quotedLanguage) return [quotes];
  return [otherLanguage(languageName(quotedLanguage, language)), quotes];
}
