import {
  AutoModel,
  AutoTokenizer,
  env,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  Tensor,
} from '@huggingface/transformers';
import type { ModelFolder } from './model-folder.js';
import { joinWindows, meanOfTokens, toUnitLength } from './pooling.js';
import { specialTokensAround, splitIntoWindows, type SpecialTokens } from './windows.js';

/** One model in one thread. */
export interface SentenceEncoder {
  readonly dimensions: number;
  /** A unit vector. Each window runs alone: int8 activations share a scale within a batch, so mates would shift it. */
  encode(text: string): Promise<Float32Array>;
  release(): Promise<void>;
}

/** Loads the tokenizer and the model with transformers.js: local files only, one thread, no files written. */
export async function loadSentenceEncoder({ directory, dtype }: ModelFolder): Promise<SentenceEncoder> {
  Object.assign(env, { allowRemoteModels: false, useFSCache: false, useWasmCache: false });
  const session_options = { intraOpNumThreads: 1, interOpNumThreads: 1 };
  const [tokenizer, model] = await Promise.all([
    AutoTokenizer.from_pretrained(directory, { local_files_only: true }),
    AutoModel.from_pretrained(directory, { local_files_only: true, device: 'cpu', dtype, session_options }),
  ]);
  const specials = findSpecialTokens(tokenizer);

  async function encodeWindow(ids: readonly number[]): Promise<Float32Array> {
    const shape = [1, ids.length];
    const input_ids = new Tensor('int64', BigInt64Array.from(ids, BigInt), shape);
    const attention_mask = new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape);
    const states = lastHiddenState(await model({ input_ids, attention_mask }));
    return toUnitLength(meanOfTokens(states.data, states.dimensions));
  }

  async function encode(text: string): Promise<Float32Array> {
    const pieces = tokenizer.encode(text, { add_special_tokens: false });
    const windows = [];
    for (const { ids, weight } of splitIntoWindows(pieces, specials)) {
      windows.push({ vector: await encodeWindow(ids), weight });
    }
    return joinWindows(windows);
  }

  // The first run also makes the session allocate its buffers, before anybody waits for it.
  const { length: dimensions } = await encode('ready');
  return { dimensions, encode, release: () => releaseModel(model) };
}

function findSpecialTokens(tokenizer: PreTrainedTokenizer): SpecialTokens {
  const probe = 'a';
  return specialTokensAround(tokenizer.encode(probe), tokenizer.encode(probe, { add_special_tokens: false }));
}

function lastHiddenState(output: Record<string, { data: unknown; dims: number[] } | undefined>) {
  const states = output['last_hidden_state'] ?? output['token_embeddings'];
  const dimensions = states?.dims[2];
  if (!(states?.data instanceof Float32Array) || !dimensions) {
    throw new Error(
      `The embedding model must output last_hidden_state as float32 [batch, sequence, dimensions]; ` +
        `it has ${Object.keys(output).join(', ') || 'no output'}.`,
    );
  }
  return { data: states.data, dimensions };
}

async function releaseModel(model: PreTrainedModel): Promise<void> {
  await model.dispose();
}
