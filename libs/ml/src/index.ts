export { createFeaturizer, type Featurizer, type SparseFeatures } from './features.js';
export { maxFeatureCharacters, wordsOf } from './words.js';
export { canonicalJson } from './canonical-json.js';
export { createRandom, shuffled, type Random } from './random.js';
export { createSimilarities } from './landmarks.js';
export { fitVocabulary, weighRows, type CsrMatrix, type Vocabulary } from './tfidf.js';
export { designRows, embeddingColumns, fitFeatures, type FeatureRow, type FittedFeatures } from './fitted-features.js';
export { createTracer, type FeatureTrace } from './trace-features.js';
export { originalSpans, type Span } from './word-spans.js';
export { linearShares, type LinearShares, type LinearWeights } from './linear-shares.js';
export { designMatrix } from './design-matrix.js';
export { sortColumns } from './sort-columns.js';
export { createInnerProducts, type Centres, type InnerProducts } from './inner-products.js';
export { createRowSums, type RowSums } from './row-sums.js';
export { createCellSums, type Cells, type CellSums } from './cell-sums.js';
export { scoreRows, type LinearHead } from './linear-head.js';
export { placeRows, type PlacedRows } from './logistic-loss.js';
export { transferHead } from './transfer-head.js';
export { minimise, type Minimum, type MinimiseOptions, type Objective } from './lbfgs.js';
export {
  logisticRegression,
  type Fit,
  type FitOptions,
  type LogisticRegression,
  type Penalty,
} from './logistic-regression.js';
export { meanNegativeLogLikelihood, softmaxRows } from './softmax.js';
export { distancesToClasses, fitClassGaussians, type ClassGaussians } from './class-gaussians.js';
export { fitTemperature } from './temperature.js';
export { predictionsOf, selectPredictions, type Predictions } from './predictions.js';
export { abstainThreshold, abstention } from './abstention.js';
export { brierScore } from './brier-score.js';
export { expectedCalibrationError } from './calibration-error.js';
export { wilsonLowerBound, z95 } from './wilson-lower-bound.js';
export { pairedBootstrap, type BootstrapInterval } from './paired-bootstrap.js';
export { exactMcNemar } from './exact-mcnemar.js';
export { reliabilityBins, type ReliabilityBin } from './reliability.js';
export { classificationMetrics, type ClassificationMetrics, type ClassMetrics } from './metrics.js';
export { createDisjointSets, type DisjointSets } from './disjoint-sets.js';
export { joinNearDuplicates } from './near-duplicates.js';
export { hashOrder } from './hash-order.js';
export { hashShare } from './hash-share.js';
export { splitByGroup, type Split, type SplitRow } from './split.js';
export { distanceName } from './onnx/distance.js';
export { exportModel, inputNames, outputName, type ExportedHead, type ExportedModel } from './onnx/export-model.js';
export { groupBy } from './group-by.js';
export { hitAt, ndcgAt, reciprocalRankAt, type Relevance } from './ranking-metrics.js';
