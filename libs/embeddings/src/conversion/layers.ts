import type { GraphBuilder, Value } from './onnx-graph.js';
import { matrixShape, quantiseRows, transpose } from './quantise.js';
import type { Weights } from './safetensors.js';

/** `int8` is what serves; `fp32` is the reference that tests and benches compare it with. */
export type Precision = 'int8' | 'fp32';

/** How the two kinds of layer with large weights are written at one precision. */
export interface Layers {
  /** Rows of `table` by index: [batch, sequence] → [batch, sequence, columns]. */
  lookUp(graph: GraphBuilder, table: Weights, indices: Value): Value;
  /** x · Wᵀ + b; `weights` is [outputs, inputs], `bias` [outputs]. */
  linear(graph: GraphBuilder, x: Value, weights: Weights, bias: Float32Array): Value;
}

const castToFloat = { to: 1 };

const fp32: Layers = {
  lookUp: (graph, table, indices) => graph.apply('Gather', [graph.constant(table.values, table.shape), indices]),
  linear(graph, x, weights, bias) {
    const [outputs, inputs] = matrixShape(weights.shape);
    const matrix = graph.constant(transpose(weights.values, [outputs, inputs]), [inputs, outputs]);
    return graph.apply('Add', [graph.apply('MatMul', [x, matrix]), graph.constant(bias, [outputs])]);
  },
};

/** Weights int8 per output column, activations uint8 with a scale taken from each tensor as it comes. */
const int8: Layers = {
  lookUp(graph, table, indices) {
    const { shape, values, scales } = quantiseRows(table);
    const rows = graph.apply('Gather', [graph.constant(values, shape), indices]);
    const rowScales = graph.apply('Gather', [graph.constant(scales, [shape[0], 1]), indices]);
    return graph.apply('Mul', [graph.apply('Cast', [rows], castToFloat), rowScales]);
  },
  linear(graph, x, weights, bias) {
    const { shape, values, scales } = quantiseRows(weights);
    const [outputs, inputs] = shape;
    const matrix = graph.constant(transpose(values, shape), [inputs, outputs]);
    const [quantised, scale, zeroPoint] = graph.node('DynamicQuantizeLinear', [x], {}, 3);
    const product = graph.apply('MatMulInteger', [quantised!, matrix, zeroPoint!]);
    const columnScales = graph.apply('Mul', [scale!, graph.constant(scales, [outputs])]);
    const rescaled = graph.apply('Mul', [graph.apply('Cast', [product], castToFloat), columnScales]);
    return graph.apply('Add', [rescaled, graph.constant(bias, [outputs])]);
  },
};

export const layersOf: Readonly<Record<Precision, Layers>> = { int8, fp32 };
