/** Languages that the knowledge base and the demo data are written in; the first is the default of a desk. */
export const supportedLanguages = ['en', 'fr'] as const;
export type SupportedLanguage = (typeof supportedLanguages)[number];
