import { type DynamicModule, Module } from '@nestjs/common';
import { Analysis } from './analysis/analysis.js';
import { CLOCK, systemClock } from './clock.js';
import { DriftReportStore } from './drift/drift-report-store.js';
import { DriftStateStore } from './drift/drift-state-store.js';
import { EvaluationTimer } from './drift/evaluation-timer.js';
import { Evaluator } from './drift/evaluator.js';
import { FeedbackJudge } from './drift/feedback-judge.js';
import { ReportKeeper } from './drift/report-keeper.js';
import { DriftController } from './drift.controller.js';
import { AgentLabelReader } from './examples/agent-labels.js';
import { FreshLabelReader } from './examples/fresh-labels.js';
import { NeededLabels } from './examples/needed-labels.js';
import { FollowUps } from './loop/follow-ups.js';
import { LoopHealth } from './loop/loop-health.js';
import { LoopRunner } from './loop/loop-runner.js';
import { LoopSettings } from './loop/loop-settings.js';
import { RolloutSteps } from './loop/rollout-steps.js';
import { PromotionSteps } from './loop/steps/promotion-steps.js';
import { RolloutEndings } from './loop/steps/rollout-endings.js';
import { TrainingSteps } from './loop/steps/training-steps.js';
import { ValidationStep } from './loop/steps/validation-step.js';
import { WatchStep } from './loop/steps/watch-step.js';
import { LoopController } from './loop.controller.js';
import { ObservationPruner } from './observations/observation-pruner.js';
import { ObservationReader } from './observations/observation-reader.js';
import { TicketClassifiedHandler } from './observations/ticket-classified.handler.js';
import { ObservationWindows } from './observations/windows.js';
import { Replayer } from './replay/replay.js';
import { ReportPages } from './report/report-pages.js';
import { RolloutMoves } from './rollouts/rollout-moves.js';
import { RolloutStore } from './rollouts/rollout-store.js';
import { LoopSummary } from './summary/loop-summary.js';
import { VersionWatch } from './watch/version-watch.js';
import { ExampleReader } from './examples/example-reader.js';
import { TicketLabelledHandler } from './examples/ticket-labelled.handler.js';
import { ConsentChangedHandler } from './privacy/consent-changed.handler.js';
import { RequesterErasedHandler } from './privacy/requester-erased.handler.js';
import { TrainingFilesHandler } from './privacy/training-files.handler.js';
import { ExclusionReader } from './training/exclusions.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from './options.js';
import { RunTrainer } from './training/run-trainer.js';
import { TrainingRunStore } from './training/training-run-store.js';
import { TrainingRunner } from './training/training-runner.js';
import { TrainingRunsController } from './training-runs.controller.js';
import { LoopNewsHandler } from './webhook/loop-news.handler.js';

/** tickets.classified → observations, tickets.labelled → examples; drift, training runs, rollouts: the loop. */
@Module({})
export class DriftMonitorModule {
  static with(options: DriftMonitorOptions): DynamicModule {
    return {
      module: DriftMonitorModule,
      controllers: [
        DriftController,
        LoopController,
        TrainingRunsController,
        TicketClassifiedHandler,
        TicketLabelledHandler,
        LoopNewsHandler,
        ConsentChangedHandler,
        RequesterErasedHandler,
        TrainingFilesHandler,
      ],
      providers: [
        Analysis,
        DriftReportStore,
        DriftStateStore,
        EvaluationTimer,
        Evaluator,
        ExampleReader,
        ExclusionReader,
        FeedbackJudge,
        AgentLabelReader,
        FollowUps,
        FreshLabelReader,
        LoopHealth,
        LoopRunner,
        LoopSettings,
        LoopSummary,
        NeededLabels,
        ObservationPruner,
        ObservationReader,
        ObservationWindows,
        PromotionSteps,
        Replayer,
        ReportKeeper,
        ReportPages,
        RolloutEndings,
        RolloutMoves,
        RolloutSteps,
        RolloutStore,
        RunTrainer,
        TrainingRunStore,
        TrainingRunner,
        TrainingSteps,
        ValidationStep,
        VersionWatch,
        WatchStep,
        { provide: CLOCK, useValue: options.clock ?? systemClock },
        { provide: DRIFT_MONITOR_OPTIONS, useValue: options },
      ],
    };
  }
}
