import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TrainerProgram } from '@driftdesk/delivery';
import { version } from '@driftdesk/platform';
import type { StandaloneEnvironment } from './environment.js';

const main = fileURLToPath(import.meta.resolve('@driftdesk/trainer').replace(/index\.js$/, 'main.js'));

/** The trainer of this installation. */
export function trainerProgram(
  { EMBEDDING_THREADS }: StandaloneEnvironment,
  { home, embeddingModel }: { readonly home: string; readonly embeddingModel: string },
): TrainerProgram {
  return {
    ...{ main, embeddingModel, embeddingThreads: EMBEDDING_THREADS, codeVersion: version },
    // Not below `training`, which a start sweeps.
    embeddingCache: join(home, 'training-cache'),
  };
}
