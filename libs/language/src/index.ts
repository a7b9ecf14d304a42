export { detectLanguage, supportedLanguages } from './detect-language.js';
export { splitProblems } from './split-problems.js';
