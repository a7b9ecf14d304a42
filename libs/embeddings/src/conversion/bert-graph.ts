import { type Layers, layersOf, type Precision } from './layers.js';
import { createGraph, type GraphBuilder, type Value } from './onnx-graph.js';
import type { Weights } from './safetensors.js';

/** The sizes of a BERT encoder, as its config.json names them. */
export interface BertConfig {
  readonly hidden_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly layer_norm_eps: number;
}

interface Encoder {
  readonly graph: GraphBuilder;
  readonly config: BertConfig;
  readonly layers: Layers;
  readonly weights: (name: string) => Weights;
}

/** Reports finished steps; a promise it returns is awaited, so that a long conversion lets timers run. */
type Step = (done: number, total: number) => Promise<void>;

/**
 * Writes BERT (Devlin et al. 2018, post-norm encoder) as an ONNX file: input_ids and attention_mask [batch, sequence]
 * → last_hidden_state [batch, sequence, hidden]. Token types are all 0 here, so their embedding is added to the positions.
 */
export async function convertBert(
  weights: (name: string) => Weights,
  config: BertConfig,
  precision: Precision,
  onStep: Step,
): Promise<Uint8Array> {
  const graph = createGraph('bert');
  const encoder: Encoder = { graph, config, layers: layersOf[precision], weights };
  const ids = graph.input('input_ids', ['batch', 'sequence']);
  const mask = attentionBias(graph, graph.input('attention_mask', ['batch', 'sequence']));
  const total = config.num_hidden_layers + 1;
  let hidden = embed(encoder, ids);
  await onStep(1, total);
  for (let layer = 0; layer < config.num_hidden_layers; layer++) {
    hidden = encoderLayer(encoder, hidden, mask, `encoder.layer.${layer}`);
    await onStep(layer + 2, total);
  }
  return graph.finish(hidden, 'last_hidden_state', ['batch', 'sequence', config.hidden_size]);
}

function embed({ graph, config, layers, weights }: Encoder, ids: Value): Value {
  const words = layers.lookUp(graph, weights('embeddings.word_embeddings.weight'), ids);
  const positions = weights('embeddings.position_embeddings.weight');
  const tokenType = weights('embeddings.token_type_embeddings.weight').values.subarray(0, config.hidden_size);
  const table = positions.values.map((value, i) => value + tokenType[i % config.hidden_size]!);
  const length = graph.apply('Shape', [ids], { start: 1, end: 2 });
  const zero = integers(graph, [0]);
  const used = graph.apply('Slice', [graph.constant(table, positions.shape), zero, length, zero]);
  return layerNorm({ graph, config, layers, weights }, graph.apply('Add', [words, used]), 'embeddings.LayerNorm');
}

/** 0 for a token, -10 000 for padding, which the softmax turns to 0: [batch, 1, 1, sequence]. */
function attentionBias(graph: GraphBuilder, mask: Value): Value {
  const padding = graph.apply('Sub', [graph.constant(Float32Array.of(1), []), graph.apply('Cast', [mask], { to: 1 })]);
  const bias = graph.apply('Mul', [padding, graph.constant(Float32Array.of(-10_000), [])]);
  return graph.apply('Unsqueeze', [bias, integers(graph, [1, 2])]);
}

function encoderLayer(encoder: Encoder, hidden: Value, mask: Value, name: string): Value {
  const { graph } = encoder;
  const attended = linear(
    encoder,
    selfAttention(encoder, hidden, mask, `${name}.attention.self`),
    `${name}.attention.output.dense`,
  );
  const attention = layerNorm(encoder, graph.apply('Add', [attended, hidden]), `${name}.attention.output.LayerNorm`);
  const inner = graph.apply('Gelu', [linear(encoder, attention, `${name}.intermediate.dense`)]);
  const outer = linear(encoder, inner, `${name}.output.dense`);
  return layerNorm(encoder, graph.apply('Add', [outer, attention]), `${name}.output.LayerNorm`);
}

function selfAttention(encoder: Encoder, hidden: Value, mask: Value, name: string): Value {
  const { graph, config } = encoder;
  const heads = config.num_attention_heads;
  const projected = projectQueryKeyValue(encoder, hidden, name);
  const perHead = integers(graph, [0, 0, heads, config.hidden_size / heads]);
  const split = (value: Value, perm: number[]) =>
    graph.apply('Transpose', [graph.apply('Reshape', [value, perHead])], { perm });
  const [query, key, value] = graph.node('Split', [projected], { axis: 2, num_outputs: 3 }, 3);
  const scores = graph.apply('MatMul', [split(query!, [0, 2, 1, 3]), split(key!, [0, 2, 3, 1])]);
  const shares = graph.apply('Softmax', [graph.apply('Add', [scores, mask])], { axis: -1 });
  const mixed = graph.apply('MatMul', [shares, split(value!, [0, 2, 1, 3])]);
  const joined = graph.apply('Transpose', [mixed], { perm: [0, 2, 1, 3] });
  return graph.apply('Reshape', [joined, integers(graph, [0, 0, config.hidden_size])]);
}

/** One product instead of three; the query's 1/√d is folded into its weights. */
function projectQueryKeyValue({ graph, config, layers, weights }: Encoder, hidden: Value, name: string): Value {
  const size = config.hidden_size;
  const scale = 1 / Math.sqrt(size / config.num_attention_heads);
  const joined = { shape: [3 * size, size], values: new Float32Array(3 * size * size) };
  const bias = new Float32Array(3 * size);
  ['query', 'key', 'value'].forEach((part, i) => {
    const factor = part === 'query' ? scale : 1;
    joined.values.set(
      weights(`${name}.${part}.weight`).values.map((value) => value * factor),
      i * size * size,
    );
    bias.set(
      weights(`${name}.${part}.bias`).values.map((value) => value * factor),
      i * size,
    );
  });
  return layers.linear(graph, hidden, joined, bias);
}

function linear({ graph, layers, weights }: Encoder, x: Value, name: string): Value {
  return layers.linear(graph, x, weights(`${name}.weight`), weights(`${name}.bias`).values);
}

function layerNorm({ graph, config, weights }: Encoder, x: Value, name: string): Value {
  const [scale, bias] = [weights(`${name}.weight`), weights(`${name}.bias`)];
  const inputs = [x, graph.constant(scale.values, scale.shape), graph.constant(bias.values, bias.shape)];
  return graph.apply('LayerNormalization', inputs, { axis: -1, epsilon: { float: config.layer_norm_eps } });
}

function integers(graph: GraphBuilder, values: readonly number[]): Value {
  return graph.constant(BigInt64Array.from(values, BigInt), [values.length]);
}
