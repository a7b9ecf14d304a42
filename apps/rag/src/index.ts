export { RagModule } from './app.module.js';
export { KnowledgeBase } from './documents/knowledge-base.js';
