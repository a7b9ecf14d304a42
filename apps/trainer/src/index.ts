export { train, type TrainedVersion, type TrainingPorts } from './pipeline.js';
export type { TextEmbedder } from './embed-rows.js';
export { TrainingFailed } from './training-failed.js';
export { outcomeFile } from './outcome.js';
