import type { ClassGaussians } from '../class-gaussians.js';
import { strideOf, type LinearHead } from '../linear-head.js';
import type { FittedFeatures } from '../fitted-features.js';
import type { Vocabulary } from '../tfidf.js';
import { distanceConstants, distanceName, distanceNodes } from './distance.js';
import { foldFactor, landmarkConstants, landmarkNodes, similarityName } from './landmarks.js';
import { elementTypes, encodeModel, floatTensor, int32Tensor, int64Tensor, operation, tensorInfo } from './tensors.js';

/** A head as the graph needs it. */
export interface ExportedHead {
  readonly name: string;
  readonly head: LinearHead;
  readonly temperature: number;
}

/** What a graph is made of. */
export interface ExportedModel {
  readonly vocabulary: FittedFeatures;
  readonly heads: readonly ExportedHead[];
  /** Fitted on unscaled embeddings; without it the graph gives no distance. */
  readonly gaussians?: ClassGaussians | undefined;
}

/** The graph's output for a head: calibrated probabilities [rows, labels]. */
export function outputName(head: string): string {
  return `probabilities_${head}`;
}

/** The graph's inputs: buckets int64 and counts float32 [rows, K] (count 0: padding), embeddings float32 [rows, D]. */
export const inputNames = { indices: 'indices', counts: 'counts', embedding: 'embedding' } as const;

/**
 * Writes one ONNX graph for all heads: n-gram counts and unscaled embeddings in, calibrated probabilities out.
 * idf and the weights of all heads are tables with a row per seen bucket; row 0, for the others, is zeros. The heads'
 * weights lie side by side, so one Gather and one batched MatMul ([N,1,K] × [N,K,C]) serve all of them: a Mul and a
 * ReduceSum would hold [N,K,C] twice.
 */
export function exportModel(
  { heads, vocabulary, gaussians }: ExportedModel,
  { dimensions, scale }: { readonly dimensions: number; readonly scale: number },
): Uint8Array {
  const classes = heads.reduce((sum, { head }) => sum + head.classes, 0);
  const { landmarks } = vocabulary;
  return encodeModel({
    name: 'model',
    input: [
      tensorInfo(inputNames.indices, elementTypes.int64, ['rows', 'features']),
      tensorInfo(inputNames.counts, elementTypes.float, ['rows', 'features']),
      tensorInfo(inputNames.embedding, elementTypes.float, ['rows', dimensions]),
    ],
    initializer: [
      ...constants(vocabulary),
      ...weights(heads, vocabulary, dimensions, classes, scale),
      ...(landmarks ? landmarkConstants(landmarks) : []),
      ...(gaussians ? distanceConstants(gaussians) : []),
    ],
    node: [
      ...weighting,
      ...(landmarks ? landmarkNodes : []),
      ...scoring(landmarks ? similarityName : inputNames.embedding),
      ...splitting(heads),
      ...(gaussians ? distanceNodes : []),
    ],
    output: [
      ...heads.map(({ name, head }) => tensorInfo(outputName(name), elementTypes.float, ['rows', head.classes])),
      ...(gaussians ? [tensorInfo(distanceName, elementTypes.float, ['rows'])] : []),
    ],
  });
}

function constants(vocabulary: Vocabulary) {
  const idf = new Float32Array(vocabulary.idf.length + 1);
  idf.set(vocabulary.idf, 1);
  return [
    int32Tensor('row_of_bucket', [vocabulary.rowOfBucket.length], vocabulary.rowOfBucket),
    floatTensor('idf', [idf.length], idf),
    floatTensor('zero', [], Float32Array.of(0)),
    floatTensor('one', [], Float32Array.of(1)),
    // Keeps a text without any seen n-gram from dividing by zero; far below any real length.
    floatTensor('smallest', [], Float32Array.of(1e-12)),
    int64Tensor('axis_1', [1]),
  ];
}

/** values = (1 + ln counts) × idf, 0 where padded, each row divided by its Euclidean length: [N, K]. */
const weighting = [
  operation('Gather', ['row_of_bucket', 'indices'], ['table_rows']),
  operation('Gather', ['idf', 'table_rows'], ['row_idf']),
  operation('Max', ['counts', 'one'], ['at_least_one']),
  operation('Log', ['at_least_one'], ['log_counts']),
  operation('Add', ['log_counts', 'one'], ['sublinear']),
  operation('Greater', ['counts', 'zero'], ['present']),
  operation('Where', ['present', 'sublinear', 'zero'], ['term_frequency']),
  operation('Mul', ['term_frequency', 'row_idf'], ['unscaled']),
  operation('ReduceL2', ['unscaled'], ['row_length'], { axes: [1], keepdims: 1 }),
];

/** Scores of all heads; `seen` is what the embedding's weights are for: the embedding or similarities to landmarks. */
const scoring = (seen: string) => [
  operation('Gather', ['ngram_weights', 'table_rows'], ['row_weights']),
  operation('Max', ['row_length', 'smallest'], ['divisor']),
  operation('Div', ['unscaled', 'divisor'], ['values']),
  operation('Unsqueeze', ['values', 'axis_1'], ['values_as_rows']),
  operation('MatMul', ['values_as_rows', 'row_weights'], ['ngram_scores_as_rows']),
  operation('Squeeze', ['ngram_scores_as_rows', 'axis_1'], ['ngram_scores']),
  operation('Gemm', [seen, 'embedding_weights', 'bias'], ['embedding_scores']),
  operation('Add', ['ngram_scores', 'embedding_scores'], ['scores']),
];

/** Cuts each head's scores out, cools them and turns them into probabilities. */
function splitting(heads: readonly ExportedHead[]) {
  const scores = heads.map(({ name }) => `scores_${name}`);
  return [
    operation('Split', ['scores', 'head_sizes'], scores, { axis: 1 }),
    ...heads.flatMap(({ name }) => [
      operation('Div', [`scores_${name}`, `temperature_${name}`], [`cooled_${name}`]),
      operation('Softmax', [`cooled_${name}`], [outputName(name)], { axis: 1 }),
    ]),
  ];
}

function weights(
  heads: readonly ExportedHead[],
  { idf: { length: width }, landmarks }: FittedFeatures,
  dimensions: number,
  classes: number,
  scale: number,
): ReturnType<typeof floatTensor>[] {
  const columns = landmarks?.count ?? dimensions;
  const ngrams = new Float32Array((width + 1) * classes);
  const embedding = new Float32Array(columns * classes);
  const bias = new Float32Array(classes);
  let first = 0;
  for (const { head } of heads) {
    copyRows(head, 0, width, ngrams.subarray(classes), classes, first, 1);
    // Training multiplies the embedding by the scale; in the graph the weights do.
    copyRows(head, width, columns, embedding, classes, first, scale);
    copyRows(head, width + columns, 1, bias, classes, first, 1);
    first += head.classes;
  }
  return [
    floatTensor('ngram_weights', [width + 1, classes], ngrams),
    floatTensor('embedding_weights', [columns, classes], landmarks ? foldFactor(landmarks, embedding) : embedding),
    floatTensor('bias', [classes], bias),
    int64Tensor(
      'head_sizes',
      heads.map(({ head }) => head.classes),
    ),
    ...heads.map(({ name, temperature }) => floatTensor(`temperature_${name}`, [], Float32Array.of(temperature))),
  ];
}

/** Copies `count` parameter rows from row `from` into columns `first`… of a [count × width] table, times `factor`. */
function copyRows(
  head: LinearHead,
  from: number,
  count: number,
  table: Float32Array,
  width: number,
  first: number,
  factor: number,
): void {
  const stride = strideOf(head.classes);
  for (let row = 0; row < count; row++) {
    for (let c = 0; c < head.classes; c++) {
      table[row * width + first + c] = (head.parameters[(from + row) * stride + c] as number) * factor;
    }
  }
}
