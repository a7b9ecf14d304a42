export { detectLanguage, supportedLanguages } from './detect-language.js';
