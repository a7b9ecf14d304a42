export {
  runTraining,
  type ChampionFolder,
  type TrainerProgram,
  type TrainingResult,
  type TrainingTask,
} from './run-training.js';
export { writeSnapshot, type WrittenSnapshot } from './write-snapshot.js';
