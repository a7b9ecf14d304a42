import { rm } from 'node:fs/promises';
import type { TrainingProgress } from '@driftdesk/contracts';
import { runTraining, type TrainerProgram } from '@driftdesk/delivery';
import { systemIdentity } from '@driftdesk/governance';
import { StartRefused } from '@driftdesk/platform';
import type { Registry } from '@driftdesk/registry';
import type { ModelPackage } from './model-packages.js';

/** Where a first version is trained. */
interface TrainingPlace {
  readonly program: TrainerProgram;
  /** Folder for the run's files; emptied before, removed after. */
  readonly folder: string;
}

/** Trains a model's first version on its demo tickets and makes it the champion. */
export async function trainFirstVersion(
  { spec, demo }: ModelPackage,
  registry: Registry,
  { program, folder }: TrainingPlace,
  onProgress: (progress: TrainingProgress) => void,
): Promise<void> {
  const withLabels = await registry.withLabels(spec);
  const task = { trainingRun: 'first-start', spec: withLabels, examples: demo.tickets(), folder };
  const result = await runTraining(program, task, { onProgress });
  if (result.status !== 'trained') throw new StartRefused(`Training ${spec.name} failed: ${result.reason}`);
  const { version } = await registry.register(result.versionFolder);
  await registry.promote(spec.name, version, 'first start: trained on demo data', systemIdentity);
  await rm(folder, { recursive: true, force: true });
}
