import { setTimeout as pause } from 'node:timers/promises';
import {
  type Card,
  cardSchema,
  pageOf,
  problemSchema,
  type TrainingRun,
  trainingRunSchema,
} from '@driftdesk/contracts';
import { type DeskClient, DeskProblem, succeeded } from '@driftdesk/desk-client';
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

/**
 * The version that has learned tickets whose labels last changed at that time. A training that began later is taken up,
 * whether it runs still or has ended, as when the import that asked for it was cut; otherwise the desk trains now. Where
 * that would only repeat an earlier training, the version of that one is the answer.
 * @throws ImportProblem when the training fails, or the desk cannot be reached meanwhile
 */
export async function trainedOn(
  desk: DeskClient,
  model: string,
  changedAt: string | undefined,
  promotes: boolean,
): Promise<Trained> {
  const champion = await describeChampion(desk, model);
  const earlier = await findRun(desk, model, changedAt);
  if (earlier !== undefined) process.stderr.write(`The training of ${earlier.createdAt} has learned these tickets.\n`);
  const run = earlier ?? (await startRun(desk, model));
  const ended = await untilCut(promotes, () => follow(desk, run, showStages(process.stderr)));
  const { version, reason } = await original(desk, ended);
  if (version === undefined) throw new ImportProblem(`The training failed: ${reason ?? 'no reason is known'}`);
  return { model, champion, candidate: await describe(desk, model, version) };
}

/** A new run, or the earlier one that it would only repeat. */
async function startRun(desk: DeskClient, model: string): Promise<TrainingRun> {
  const reply = await desk.call('POST', '/v1/training-runs', { model });
  const problem = problemSchema.safeParse(reply.body);
  const path = problem.success && problem.data.code === 'nothing_new' ? problem.data.conflictsWith : undefined;
  if (path === undefined) return trainingRunSchema.parse(succeeded(reply));
  const run = trainingRunSchema.parse(succeeded(await desk.call('GET', path)));
  tellRepetition(run);
  return run;
}

/** The run itself, or the one that it found to have learned the same. */
async function original(desk: DeskClient, run: TrainingRun): Promise<TrainingRun> {
  if (run.repeats === undefined) return run;
  const earlier = trainingRunSchema.parse(succeeded(await desk.call('GET', `/v1/training-runs/${run.repeats}`)));
  tellRepetition(earlier);
  return earlier;
}

function tellRepetition({ id, version, examples, createdAt }: TrainingRun): void {
  process.stderr.write(
    `There is nothing new to learn: the training run ${id} of ${createdAt} made ${version} of the same ${examples} examples.\n`,
  );
}

const runPage = pageOf(trainingRunSchema);

/** The newest run of the model, if it learns or has learned what was there at that time. */
async function findRun(
  desk: DeskClient,
  model: string,
  changedAt: string | undefined,
): Promise<TrainingRun | undefined> {
  const { items } = runPage.parse(succeeded(await desk.call('GET', '/v1/training-runs?limit=200')));
  const newest = items.find((run) => run.model === model);
  if (newest === undefined || changedAt === undefined) return undefined;
  if (newest.status === 'queued') return newest;
  if (newest.status !== 'running' && newest.status !== 'trained') return undefined;
  return newest.startedAt !== undefined && newest.startedAt > changedAt ? newest : undefined;
}

/** Does what the desk goes on with by itself; when this end of it is cut, says how it is taken up again. */
async function untilCut<Result>(promotes: boolean, work: () => Promise<Result>): Promise<Result> {
  const resume =
    'The desk goes on training. ' +
    `The same command takes its version up${promotes ? ' and promotes it: until then it does not serve' : ''}.`;
  const cut = () => {
    process.stderr.write(`\n${resume}\n`);
    process.exit(130);
  };
  process.once('SIGINT', cut).once('SIGTERM', cut);
  try {
    return await work();
  } catch (error) {
    throw error instanceof DeskProblem ? new ImportProblem(`${error.message} ${resume}`, { cause: error }) : error;
  } finally {
    process.off('SIGINT', cut).off('SIGTERM', cut);
  }
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
