import Module, { createRequire } from 'node:module';
import type * as Transformers from '@huggingface/transformers';

type Load = (request: string, ...rest: unknown[]) => unknown;

/**
 * Loads transformers.js without `sharp`, its image library: text needs none, images of this service do not carry it,
 * and it doubles the time to load. Only the worker thread that calls this sees the stand-in, and only meanwhile.
 */
export function loadTransformers(): typeof Transformers {
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  loader._load = (request, ...rest) => (request === 'sharp' ? {} : load(request, ...rest));
  try {
    return createRequire(import.meta.url)('@huggingface/transformers') as typeof Transformers;
  } finally {
    loader._load = load;
  }
}
