export { train, type TrainedVersion, type TrainingPorts } from './pipeline.js';
export { embedRows, type TextEmbedder } from './embed-rows.js';
export { evaluateHeads } from './evaluate-heads.js';
export { chooseModel, fitModel, type FittedModel, type ModelChoice } from './fit-model.js';
export { rejectedShare } from './scope.js';
export { matrixOf, splitRows, trainingRows, type TrainingRow } from './training-rows.js';
export { TrainingFailed } from './training-failed.js';
export { evaluationFile, outcomeFile } from './output-files.js';
