import { setTimeout as pause } from 'node:timers/promises';
import { type Card, cardSchema, type TrainingRun, trainingRunSchema } from '@driftdesk/contracts';
import { type DeskClient, succeeded } from '@driftdesk/desk-client';
import { ImportProblem } from '../import-problem.js';
import { showProgress } from './progress.js';

const lookMs = 500;

/** A version and what its card says of it. */
export interface DescribedVersion {
  readonly version: string;
  readonly card: Card;
}

/** What a training made, beside what served until then. */
export interface Trained {
  readonly model: string;
  readonly candidate: DescribedVersion;
  readonly champion: DescribedVersion | undefined;
}

/** Has the desk train a version and shows its stages. @throws ImportProblem when the training fails */
export async function train(desk: DeskClient, model: string): Promise<Trained> {
  const champion = await describeChampion(desk, model);
  const queued = trainingRunSchema.parse(succeeded(await desk.call('POST', '/v1/training-runs', { model })));
  const run = await follow(desk, queued, showStages(process.stderr));
  if (run.version === undefined) throw new ImportProblem(`The training failed: ${run.reason ?? 'no reason is known'}`);
  return { model, champion, candidate: await describe(desk, model, run.version) };
}

/** Makes a version the champion. @throws ImportProblem when it does not serve then */
export async function promote(desk: DeskClient, { model, candidate: { version } }: Trained): Promise<void> {
  const reply = succeeded(await desk.call('POST', promotionPath(model, version), { reason: 'trained on an import' }));
  const { loaded, problem } = reply as { loaded?: string; problem?: string };
  if (loaded !== version) throw new ImportProblem(`${version} is promoted and does not serve. ${problem ?? ''}`.trim());
}

export function promotionPath(model: string, version: string): string {
  return `/v1/models/${model}/versions/${version}/promote`;
}

async function follow(desk: DeskClient, queued: TrainingRun, show: (run: TrainingRun) => void): Promise<TrainingRun> {
  let run = queued;
  while (run.status === 'queued' || run.status === 'running') {
    await pause(lookMs);
    run = trainingRunSchema.parse(succeeded(await desk.call('GET', `/v1/training-runs/${run.id}`)));
    show(run);
  }
  return run;
}

/** Shows each stage as it comes, with its progress where it has steps. */
function showStages(stream: NodeJS.WriteStream): (run: TrainingRun) => void {
  let stage: TrainingRun['stage'];
  let showSteps: ((done: number) => void) | undefined;
  return ({ stage: now, progress, examples }) => {
    if (now !== undefined && now !== stage) {
      stage = now;
      showSteps = undefined;
      stream.write(`training: ${now}${now === 'validate' ? ` (${examples} examples)` : ''}\n`);
    }
    // A stage that is over when it is first seen has no steps to show.
    if (progress === undefined || (showSteps === undefined && progress.done >= progress.total)) return;
    showSteps ??= showProgress(stream, `steps of ${stage}`, progress.total);
    showSteps(progress.done);
  };
}

async function describeChampion(desk: DeskClient, model: string): Promise<DescribedVersion | undefined> {
  const { champion } = succeeded(await desk.call('GET', `/v1/models/${model}`)) as { champion: string | null };
  return champion === null ? undefined : describe(desk, model, champion);
}

async function describe(desk: DeskClient, model: string, version: string): Promise<DescribedVersion> {
  const card = succeeded(await desk.call('GET', `/v1/models/${model}/versions/${version}`));
  return { version, card: cardSchema.parse(card) };
}
