import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import {
  type TrainingOutcome,
  trainingOutcomeSchema,
  type TrainingProgress,
  trainingProgressSchema,
  type TrainingRequest,
} from '@driftdesk/contracts';
import { systemIdentity } from '@driftdesk/governance';
import { StartRefused, version } from '@driftdesk/platform';
import type { Registry } from '@driftdesk/registry';
import type { ModelPackage } from './model-packages.js';

interface TrainingPlace {
  /** Folder for the run's files; emptied before. */
  readonly workFolder: string;
  readonly embeddingModel: string;
  readonly embeddingThreads: number;
}

const trainer = fileURLToPath(import.meta.resolve('@driftdesk/trainer').replace(/index\.js$/, 'main.js'));

/** Trains a model's first version on its demo tickets, in the trainer's own process, and makes it the champion. */
export async function trainFirstVersion(
  { spec, demo }: ModelPackage,
  registry: Registry,
  place: TrainingPlace,
  onProgress: (progress: TrainingProgress) => void,
): Promise<void> {
  const { workFolder } = place;
  await rm(workFolder, { recursive: true, force: true });
  await mkdir(workFolder, { recursive: true });
  const lines = demo.tickets().map((example) => JSON.stringify(example));
  const snapshot = `${lines.join('\n')}\n`;
  const digest = createHash('sha256').update(snapshot).digest('hex');
  const withLabels = await registry.withLabels(spec);
  const request: TrainingRequest = {
    trainingRun: `first-${digest.slice(0, 12)}`,
    spec: withLabels,
    snapshot: join(workFolder, 'snapshot.jsonl'),
    output: workFolder,
    embeddingModel: place.embeddingModel,
    embeddingThreads: place.embeddingThreads,
    codeVersion: version,
  };
  await writeFile(request.snapshot, snapshot);
  const outcome = await runTrainer(request, onProgress);
  if (outcome.status === 'failed') throw new StartRefused(`Training ${spec.name} failed: ${outcome.reason}`);
  const { version: trained } = await registry.register(join(workFolder, outcome.version));
  await registry.promote(spec.name, trained, 'first start: trained on demo data', systemIdentity);
  await rm(workFolder, { recursive: true, force: true });
}

async function runTrainer(
  request: TrainingRequest,
  onProgress: (progress: TrainingProgress) => void,
): Promise<TrainingOutcome> {
  const requestFile = join(request.output, 'request.json');
  await writeFile(requestFile, JSON.stringify(request));
  const child = spawn(process.execPath, [trainer, requestFile], { stdio: ['ignore', 'pipe', 'pipe'] });
  const stopChild = () => child.kill('SIGKILL');
  process.once('exit', stopChild);
  const errors: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const reading = readProgress(child.stdout, onProgress);
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  await reading;
  process.off('exit', stopChild);
  const outcome = await readFile(join(request.output, 'outcome.json'), 'utf8').catch(() => undefined);
  if (outcome !== undefined) return trainingOutcomeSchema.parse(JSON.parse(outcome));
  return { status: 'failed', reason: `the trainer ended with ${code ?? 'a signal'}. ${errors.join('').slice(-2_000)}` };
}

async function readProgress(stream: NodeJS.ReadableStream, onProgress: (progress: TrainingProgress) => void) {
  for await (const line of createInterface({ input: stream }))
    onProgress(trainingProgressSchema.parse(JSON.parse(line)));
}
