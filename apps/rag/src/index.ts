export { RagModule } from './app.module.js';
export { KnowledgeBase } from './documents/knowledge-base.js';
export { PassageSearch, type Query } from './search/passage-search.js';
export { PassageWords } from './search/passage-words.js';
export { type Ranking, rankings } from './search/rankings.js';
