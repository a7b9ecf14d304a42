export { type Embedder, type EmbedderOptions, openEmbedder, startEmbedder } from './embedder.js';
export { type PrepareOptions, prepareEmbeddingModel } from './prepare-embedding-model.js';
export type { Precision } from './conversion/layers.js';
export { maxTokens, maxWindows } from './windows.js';
export { EmbeddingQueueFullError } from './worker-pool.js';
export type { Priority } from './work-queue.js';
export { EMBEDDER } from './token.js';
