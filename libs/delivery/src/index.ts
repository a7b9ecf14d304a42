export { runTraining, type TrainerProgram, type TrainingResult, type TrainingTask } from './run-training.js';
