export { detectLanguage } from './detect-language.js';
export { supportedLanguages } from './supported-languages.js';
export { splitProblems } from './split-problems.js';
