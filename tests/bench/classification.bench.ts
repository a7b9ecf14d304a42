import { parseArgs } from 'node:util';
import { type Example, type HeadMetrics, type ModelSpec, modelSpecSchema, ticketText } from '@driftdesk/contracts';
import { splitByGroup } from '@driftdesk/ml';
import { model } from '@driftdesk/ticket-triage';
import {
  chooseModel,
  createFitPool,
  evaluateHeads,
  fitModel,
  type FitPool,
  groupRows,
  rejectedShare,
  trainingRows,
  type TrainingRow,
} from '@driftdesk/trainer';
import { headName, labelsOf, readDataset } from './dataset.js';
import { embedCached, progress, type Precision } from './embedding-cache.js';
import { printResult, printTable } from './report.js';
import { runBench, UsageError } from './run-bench.js';

const usage = `Usage: npm run bench -- classification --train A.csv [--test B.csv | --split random|ordered|group:COLUMN]
  --text COL[,COL] --label COL [--parts] [--precision int8|fp32] [--threads N] [--cache DIR]
  --split     how a fifth of A is held out when there is no B: at random (default), the last rows, or whole groups
  --parts     measures n-grams and embedding alone too
  --cache     keeps embeddings for the next run`;

/** Share of the rows that a split holds out. */
const testShare = 0.2;

interface Settings {
  readonly train: string;
  readonly test: string | undefined;
  readonly split: string;
  readonly text: readonly string[];
  readonly label: string;
  readonly parts: boolean;
  readonly precision: Precision;
  readonly threads: number;
  readonly cache: string | undefined;
}

await runBench(usage, async () => {
  const settings = readSettings();
  const { training, test } = await readParts(settings);
  const spec = specOf(training);
  refuseUnknownLabels(test, spec);
  const texts = [...training, ...test].map(ticketText);
  const { embeddings, seconds: embedSeconds } = await embedCached(texts, settings);
  const rows = trainingRows([...training, ...test], embeddings, spec.features);
  const pool = createFitPool();
  const parts = { training: groupRows(rows.slice(0, training.length)), test: rows.slice(training.length) };
  const variants = settings.parts ? (['both', 'n-grams', 'embedding'] as const) : (['both'] as const);
  const results = [];
  for (const variant of variants) results.push(await measure(variant, withOnly(variant, parts), spec, pool));
  await pool.close();
  const seen = new Set(training.map(ticketText));
  const repeated = test.filter((example) => seen.has(ticketText(example))).length / test.length;
  printTable(results.map(({ perLabel: _, ...row }) => row));
  const [{ perLabel, ...main }] = results as [(typeof results)[number]];
  printTable(perLabel);
  printResult('classification', {
    ...main,
    trainingRows: training.length,
    testRows: test.length,
    labels: spec.heads[0]?.labels.length,
    /** Share of test texts that stand word for word in the training part. */
    repeated,
    embedSeconds,
    peakMemoryMb: process.resourceUsage().maxRSS / 1024,
    precision: settings.precision,
    ...(results.length > 1 ? { parts: results.slice(1).map(({ perLabel: _, ...rest }) => rest) } : {}),
  });
});

function readSettings(): Settings {
  const { values } = parseArgs({
    options: {
      train: { type: 'string' },
      test: { type: 'string' },
      split: { type: 'string', default: 'random' },
      text: { type: 'string' },
      label: { type: 'string' },
      parts: { type: 'boolean', default: false },
      precision: { type: 'string', default: 'int8' },
      threads: { type: 'string', default: '2' },
      cache: { type: 'string' },
    },
  });
  const { train, test, split, text, label, parts, precision, cache } = values;
  const threads = Number(values.threads);
  if (train === undefined || text === undefined || label === undefined) throw new UsageError(usage);
  if (!/^(random|ordered|group:.+)$/.test(split)) {
    throw new UsageError(`--split ${split}: it is random, ordered or group:COLUMN.\n${usage}`);
  }
  if (precision !== 'int8' && precision !== 'fp32') throw new UsageError(`--precision is int8 or fp32.\n${usage}`);
  if (!Number.isInteger(threads) || threads < 1) throw new UsageError('--threads is a whole number from 1.');
  return { train, test, split, text: text.split(','), label, parts, precision, threads, cache };
}

async function readParts({ train, test, split, text, label }: Settings) {
  const group = split.startsWith('group:') ? split.slice('group:'.length) : undefined;
  const all = await readDataset(train, { text, label, group });
  if (test !== undefined) return { training: all, test: await readDataset(test, { text, label }) };
  if (split === 'ordered') {
    const cut = Math.floor(all.length * (1 - testShare));
    return { training: all.slice(0, cut), test: all.slice(cut) };
  }
  const keys = all.map((example) => ({
    group: group === undefined ? example.id : example.group,
    stratum: example.labels[headName] as string,
  }));
  const { kept, held } = splitByGroup(keys, testShare, model.spec.training.seed);
  return { training: kept.map((row) => all[row] as Example), test: held.map((row) => all[row] as Example) };
}

/** Ticket triage's own features and training, with one head over the file's labels. */
function specOf(training: readonly Example[]): ModelSpec {
  const labels = labelsOf(training);
  if (labels.length < 2) throw new UsageError(`The training part has only the label "${labels.join()}".`);
  return modelSpecSchema.parse({ ...model.spec, heads: [{ name: headName, labels, abstains: true }] });
}

function refuseUnknownLabels(test: readonly Example[], { heads }: ModelSpec): void {
  const unknown = labelsOf(test).filter((label) => !heads[0]?.labels.includes(label));
  if (unknown.length > 0) throw new UsageError(`The training part has no row of these labels: ${unknown.join(', ')}.`);
}

interface RowParts {
  readonly training: readonly TrainingRow[];
  readonly test: readonly TrainingRow[];
}

function withOnly(variant: 'both' | 'n-grams' | 'embedding', { training, test }: RowParts): RowParts {
  if (variant === 'both') return { training, test };
  const nothing = { indices: new Int32Array(), counts: new Float32Array() };
  const strip = (row: TrainingRow): TrainingRow =>
    variant === 'embedding'
      ? { ...row, ngrams: nothing }
      : { ...row, embedding: new Float32Array(row.embedding.length) };
  return { training: training.map(strip), test: test.map(strip) };
}

async function measure(features: string, { training, test }: RowParts, spec: ModelSpec, pool: FitPool) {
  const started = performance.now();
  const choice = await chooseModel(training, spec, pool, progress(`${features}: choosing penalties`));
  const chosen = performance.now();
  const fitted = await fitModel(training, choice, spec, pool, () => undefined);
  const done = performance.now();
  const [head] = evaluateHeads(fitted, test, spec.features);
  if (head === undefined) throw new Error('a model without a head');
  const { metrics, l2, embeddingFactor, temperature, threshold } = head;
  return {
    features,
    accuracy: metrics.accuracy,
    macroF1: metrics.macroF1,
    weightedF1: metrics.weightedF1,
    ece: metrics.ece,
    threshold,
    coverage: metrics.abstention.coverage,
    accuracyKept: metrics.abstention.accuracy,
    outOfScope: fitted.scope === undefined ? 0 : rejectedShare(test, fitted.scope),
    l2,
    embeddingFactor,
    temperature,
    searchSeconds: (chosen - started) / 1000,
    fitSeconds: (done - chosen) / 1000,
    perLabel: perLabel(metrics),
  };
}

function perLabel({ perLabel: labels }: HeadMetrics) {
  return Object.entries(labels)
    .map(([label, { precision, recall, f1, support }]) => ({ label, precision, recall, f1, support }))
    .sort((left, right) => left.f1 - right.f1);
}
