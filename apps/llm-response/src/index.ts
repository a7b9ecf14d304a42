export { LlmResponseModule } from './app.module.js';
export { llmOptions } from './options.js';
