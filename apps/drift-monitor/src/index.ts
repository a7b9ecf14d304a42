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

// For who asks single parts of a large store what they cost.
export { DriftReportStore } from './drift/drift-report-store.js';
export { FeedbackJudge } from './drift/feedback-judge.js';
export { type FeedbackTask, findErrorRise } from './drift/find-error-rise.js';
export { AgentLabelReader } from './examples/agent-labels.js';
export { type LabelledTicket, writeExamples } from './examples/example-writes.js';
export { FreshLabelReader } from './examples/fresh-labels.js';
export { FollowUps } from './loop/follow-ups.js';
export { LoopHealth } from './loop/loop-health.js';
export { DriftController } from './drift.controller.js';
export { LoopController } from './loop.controller.js';
export { ObservationPruner } from './observations/observation-pruner.js';
export { ObservationReader } from './observations/observation-reader.js';
export { ObservationWindows } from './observations/windows.js';
export { RequesterErasedHandler } from './privacy/requester-erased.handler.js';
export { ConsentChangedHandler } from './privacy/consent-changed.handler.js';
export { ExampleReader } from './examples/example-reader.js';
export { ExclusionReader } from './training/exclusions.js';
