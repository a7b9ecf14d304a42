import type { Example, Loop, ModelSpec } from '@driftdesk/contracts';
import type { TrainerProgram } from '@driftdesk/delivery';
import type { z } from 'zod';
import type { Clock } from './clock.js';
import type { AuthorShare } from './examples/cap-authors.js';
import type { driftMonitorEnvironment } from './environment.js';

/** Token of the drift monitor's options. */
export const DRIFT_MONITOR_OPTIONS = Symbol('DriftMonitorOptions');

/** A model that can be trained. */
export interface TrainableModel {
  readonly spec: ModelSpec;
  /** The examples it came with; none where the installation wants no demo data. */
  readonly demoExamples: () => readonly Example[];
}

/** When drift is looked for, what counts as drift, and what the loop may do about it. */
export interface LoopRules {
  readonly window: number;
  readonly reference: number;
  readonly referenceMost: number;
  readonly minimumWindow: number;
  readonly evaluationHours: number;
  /** Expected false alarms a month. */
  readonly falseAlarms: number;
  readonly cooldownHours: number;
  readonly autonomy: Loop['autonomy'];
  /** Fresh labels that a retraining needs. */
  readonly labels: number;
  readonly authorShare: AuthorShare;
  readonly blindShare: number;
  readonly watchLabels: number;
  readonly watchHours: number;
}

export interface DriftMonitorOptions {
  /** By name. */
  readonly models: ReadonlyMap<string, TrainableModel>;
  readonly trainer: TrainerProgram;
  readonly rules: LoopRules;
  /** Slack-compatible; told of drift, and of versions that are promoted, rejected and rolled back. */
  readonly webhookUrl: string | undefined;
  /** Hosts that may have private addresses and be called without TLS. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Where people reach the desk, for the links in messages. */
  readonly publicUrl: string | undefined;
  /** Folder below which training runs keep their files while they last; what is there at the start is rubbish. */
  readonly trainingFolder: string;
  /** Age at which observations that nothing needs any more are deleted. */
  readonly retentionDays: number;
  /** The system's when absent. Whoever plays a stream that is over drives one of its own. */
  readonly clock?: Clock | undefined;
}

/** The options that the environment gives. */
export function loopRules(environment: LoopEnvironment): LoopRules {
  return {
    window: environment.DRIFT_WINDOW,
    reference: environment.DRIFT_REFERENCE,
    referenceMost: environment.DRIFT_REFERENCE_MOST,
    minimumWindow: environment.DRIFT_MINIMUM_WINDOW,
    evaluationHours: environment.DRIFT_HOURS,
    falseAlarms: environment.DRIFT_FALSE_ALARMS,
    cooldownHours: environment.DRIFT_COOLDOWN_HOURS,
    autonomy: environment.LOOP_AUTONOMY,
    labels: environment.LOOP_LABELS,
    authorShare: environment.LOOP_AUTHOR_SHARE,
    blindShare: environment.LOOP_BLIND_SHARE,
    watchLabels: environment.WATCH_LABELS,
    watchHours: environment.WATCH_HOURS,
  };
}

type LoopEnvironment = z.output<z.ZodObject<typeof driftMonitorEnvironment>>;
