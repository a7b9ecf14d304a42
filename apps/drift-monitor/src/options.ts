import type { Example, ModelSpec } from '@driftdesk/contracts';
import type { TrainerProgram } from '@driftdesk/delivery';

/** Token of the drift monitor's options. */
export const DRIFT_MONITOR_OPTIONS = Symbol('DriftMonitorOptions');

/** A model that can be trained. */
export interface TrainableModel {
  readonly spec: ModelSpec;
  /** The examples it came with; none where the installation wants no demo data. */
  readonly demoExamples: () => readonly Example[];
}

export interface DriftMonitorOptions {
  /** By name. */
  readonly models: ReadonlyMap<string, TrainableModel>;
  readonly trainer: TrainerProgram;
  /** Folder below which training runs keep their files while they last; what is there at the start is rubbish. */
  readonly trainingFolder: string;
}
