export { DriftMonitorModule } from './app.module.js';
export type { Clock } from './clock.js';
export { type DriftMonitorOptions, loopRules, type LoopRules } from './options.js';

// For who plays a stream into a monitor by hand, without a transport.
export { EvaluationTimer } from './drift/evaluation-timer.js';
export { TicketLabelledHandler } from './examples/ticket-labelled.handler.js';
export { LoopRunner } from './loop/loop-runner.js';
export { TicketClassifiedHandler } from './observations/ticket-classified.handler.js';
export type { RolloutRecord } from './rollouts/rollout-record.js';
export { RolloutStore } from './rollouts/rollout-store.js';
export { TrainingRunner } from './training/training-runner.js';
