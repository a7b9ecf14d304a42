import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Precision } from './conversion/layers.js';
import { sourceSha256 } from './conversion/source-model.js';
import { prepareEmbeddingModel } from './prepare-embedding-model.js';

/** A converted model for tests, made once and shared between test runs; every use verifies it. */
export async function convertedModel(precision: Precision): Promise<string> {
  const directory = join(tmpdir(), `driftdesk-test-model-${sourceSha256.slice(0, 12)}-${precision}`);
  await prepareEmbeddingModel({ directory, precision });
  return directory;
}
