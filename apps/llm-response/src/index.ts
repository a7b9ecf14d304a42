export { LlmResponseModule } from './app.module.js';
export { checkLlmEnvironment, llmEnvironment, llmOptions } from './options.js';
