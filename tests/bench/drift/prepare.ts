import { type Example, type HeadSpec, type ModelSpec, modelSpecSchema, ticketText } from '@driftdesk/contracts';
import { createRandom, groupBy, shuffled } from '@driftdesk/ml';
import { model } from '@driftdesk/ticket-triage';
import {
  chooseModel,
  createFitPool,
  type FitPool,
  fitModel,
  groupRows,
  type ModelChoice,
  type TrainingRow,
  trainingRows,
} from '@driftdesk/trainer';
import { headName, labelsOf } from '../dataset.js';
import { embedCached, progress } from '../embedding-cache.js';
import { UsageError } from '../run-bench.js';
import { type JudgedRow, judgeRows } from './judged-rows.js';

/** Rows that a model was not fitted with: those of labels it knows, and those of the one it does not. */
export interface Stream {
  /** The label that was left out of the training. */
  readonly leftOut?: string | undefined;
  readonly known: readonly JudgedRow[];
  readonly unknown: readonly JudgedRow[];
  /** Tickets in French. */
  readonly french: readonly JudgedRow[];
}

export interface Prepared {
  /** By a model of all labels. */
  readonly whole: Stream;
  /** A model each that one label was left out of. */
  readonly partial: readonly Stream[];
  readonly trainingRows: number;
  /** Of the model of all labels, on the rows that windows are drawn from. */
  readonly accuracy: number;
}

const mostTrainingRows = 6_000;
const trainingShare = 0.35;
/** A label must fill the largest share of the largest window. */
const fewestUnknown = 200;
const mostPartial = 8;
const frenchTickets = 300;

/**
 * Shuffles the file, so that there is no drift but what is put in; fits on a part and keeps the rest for windows. Penalties
 * and temperature are chosen once, with all labels.
 * @throws UsageError when the file has too few rows
 */
export async function prepare(
  examples: readonly Example[],
  options: { seed: number; threads: number; cache: string | undefined },
): Promise<Prepared> {
  const embedding = { ...options, precision: 'int8' } as const;
  const { embeddings } = await embedCached(examples.map(ticketText), embedding);
  const french = model.demo
    .tickets()
    .filter(({ language }) => language === 'fr')
    .slice(0, frenchTickets);
  const { embeddings: frenchEmbeddings } = await embedCached(french.map(ticketText), embedding);
  const spec = specOf(labelsOf(examples));
  const rows = shuffled(trainingRows(examples, embeddings, spec.features), createRandom(options.seed));
  const cut = Math.min(mostTrainingRows, Math.floor(trainingShare * rows.length));
  if (rows.length - cut < 3_000) throw new UsageError('The file needs 5,000 rows, so that windows can be drawn.');
  const parts: Parts = {
    training: groupRows(rows.slice(0, cut)),
    rest: rows.slice(cut),
    french: trainingRows(french, frenchEmbeddings, spec.features),
  };
  const pool = createFitPool();
  try {
    const choice = await chooseModel(parts.training, spec, pool, progress('choosing penalties'));
    const whole = await fitStream(parts, choice, spec, pool);
    const partial: Stream[] = [];
    for (const leftOut of labelsToLeaveOut(parts.rest, options.seed)) {
      process.stderr.write(`fitting without ${leftOut}…\n`);
      partial.push(await fitStream(parts, choice, spec, pool, leftOut));
    }
    const hits = whole.known.filter(({ labels, truth }) => labels[headName] === truth).length;
    return { whole, partial, trainingRows: cut, accuracy: hits / whole.known.length };
  } finally {
    await pool.close();
  }
}

interface Parts {
  readonly training: readonly TrainingRow[];
  readonly rest: readonly TrainingRow[];
  readonly french: readonly TrainingRow[];
}

function specOf(labels: readonly string[]): ModelSpec {
  if (labels.length < 3) throw new UsageError('The file needs three labels: one is left out of the training.');
  return modelSpecSchema.parse({ ...model.spec, heads: [{ name: headName, labels, abstains: true }] });
}

function labelsToLeaveOut(rows: readonly TrainingRow[], seed: number): string[] {
  const byLabel = groupBy(rows, labelOf);
  const enough = [...byLabel].filter(([, own]) => own.length >= fewestUnknown).map(([label]) => label);
  if (enough.length === 0) throw new UsageError(`No label has ${fewestUnknown} rows beside those for training.`);
  return shuffled(enough.sort(), createRandom(seed)).slice(0, mostPartial).sort();
}

function labelOf({ example }: TrainingRow): string {
  return example.labels[headName] ?? '';
}

async function fitStream(
  { training, rest, french }: Parts,
  { fitted: _, ...choice }: ModelChoice,
  spec: ModelSpec,
  pool: FitPool,
  leftOut?: string,
): Promise<Stream> {
  const heads = choice.heads.map((chosen) => ({ ...chosen, spec: without(chosen.spec, leftOut) }));
  const kept = training.filter((row) => labelOf(row) !== leftOut);
  const fitted = await fitModel(kept, { ...choice, heads }, spec, pool, () => undefined);
  const judged = judgeRows(fitted, rest, spec.features);
  return {
    leftOut,
    known: judged.filter(({ truth }) => truth !== leftOut),
    unknown: judged.filter(({ truth }) => truth === leftOut),
    french: judgeRows(fitted, french, spec.features),
  };
}

function without(head: HeadSpec, leftOut: string | undefined): HeadSpec {
  return { ...head, labels: head.labels.filter((label) => label !== leftOut) };
}
