import { fileURLToPath } from 'node:url';
import type { TrainerProgram } from '@driftdesk/delivery';
import { version } from '@driftdesk/platform';
import type { StandaloneEnvironment } from './environment.js';

const main = fileURLToPath(import.meta.resolve('@driftdesk/trainer').replace(/index\.js$/, 'main.js'));

/** The trainer of this installation. */
export function trainerProgram({ EMBEDDING_THREADS }: StandaloneEnvironment, embeddingModel: string): TrainerProgram {
  return { main, embeddingModel, embeddingThreads: EMBEDDING_THREADS, codeVersion: version };
}
