import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { convertBert } from './conversion/bert-graph.js';
import type { Precision } from './conversion/layers.js';
import { isConverted, isIntact, writeManifest } from './conversion/manifest.js';
import { openSafetensors } from './conversion/safetensors.js';
import { readSourceModel } from './conversion/source-model.js';
import { maxTokens } from './windows.js';

export interface PrepareOptions {
  /** The model's folder; it and its parents are made when they are missing. */
  readonly directory: string;
  /** `int8` (default) is what serves; `fp32` is the reference of tests and benches. */
  readonly precision?: Precision;
  /** Called after each step of a conversion, not at all when the folder is already right. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Makes sure that `directory` holds all-MiniLM-L6-v2 as transformers.js expects it, converting the packaged weights
 * when it does not. The folder appears whole or not at all. Resolves to whether it had to convert.
 */
export async function prepareEmbeddingModel(options: PrepareOptions): Promise<{ converted: boolean }> {
  const { precision = 'int8', onProgress = () => {} } = options;
  const directory = resolve(options.directory);
  if (await isIntact(directory, precision)) return { converted: false };
  await refuseForeignFolder(directory);
  const partial = `${directory}.partial-${randomUUID()}`;
  try {
    await writeModel(partial, precision, onProgress);
    await moveIntoPlace(partial, directory, precision);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return { converted: true };
}

async function writeModel(directory: string, precision: Precision, onProgress: (done: number, total: number) => void) {
  const source = await readSourceModel();
  const onStep = async (done: number, total: number) => {
    onProgress(done, total + 1);
    await new Promise(setImmediate);
  };
  const model = await convertBert(openSafetensors(source.weights), source.config, precision, onStep);
  const onnxFile = precision === 'int8' ? 'onnx/model_quantized.onnx' : 'onnx/model.onnx';
  // The packaged tokenizer pads every text to 128 tokens and cuts it there; windows are ours to choose.
  const files: Record<string, string | Uint8Array> = {
    'config.json': JSON.stringify(source.config, null, 2),
    'tokenizer.json': JSON.stringify({ ...source.tokenizer, padding: null, truncation: null }),
    'tokenizer_config.json': JSON.stringify({
      tokenizer_class: 'BertTokenizer',
      model_max_length: maxTokens,
      do_lower_case: true,
    }),
    [onnxFile]: model,
  };
  await mkdir(join(directory, 'onnx'), { recursive: true });
  for (const [file, content] of Object.entries(files)) await writeFile(join(directory, file), content, { flush: true });
  await writeManifest(directory, precision, Object.keys(files));
  onProgress(source.config.num_hidden_layers + 2, source.config.num_hidden_layers + 2);
}

async function moveIntoPlace(partial: string, directory: string, precision: Precision): Promise<void> {
  // Another process may have finished the same conversion meanwhile, and may be reading it already.
  if (await isIntact(directory, precision)) return;
  await rm(directory, { recursive: true, force: true });
  try {
    await rename(partial, directory);
  } catch (error) {
    if (!(await isIntact(directory, precision))) throw error;
  }
}

/** A damaged conversion is replaced; a folder with anything else in it is not ours to delete. */
async function refuseForeignFolder(directory: string): Promise<void> {
  const content = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (content.length === 0 || (await isConverted(directory))) return;
  throw new Error(
    `${directory} holds files that Driftdesk did not write (${content[0]}, …). ` +
      'Choose an empty folder for the embedding model, or use that folder as your own model.',
  );
}
