import { parseArgs } from 'node:util';
import { findRootCause } from '@driftdesk/drift';
import { createRandom } from '@driftdesk/ml';
import { readDataset } from './dataset.js';
import { delays } from './drift/measure-delay.js';
import { measureFeedback } from './drift/measure-feedback.js';
import { alpha, falseAlarmRates, power, timeComparisons } from './drift/measure-windows.js';
import { prepare, type Prepared, type Stream } from './drift/prepare.js';
import { type Change, drawWindows, type Sizes } from './drift/scenarios.js';
import { percentile, printResult, printTable } from './report.js';
import { runBench, UsageError } from './run-bench.js';

const usage = `Usage: npm run bench -- drift --file X.csv --text COL[,COL] --label COL
  [--windows 500] [--draws 80] [--reference 2000] [--seed 7] [--threads N] [--cache DIR]
  --windows    windows without drift, per size
  --draws      windows with drift, per kind, share and size
  --reference  rows of a reference larger than the current window, measured beside references as large as it
  --cache      keeps embeddings for the next run`;

const shares = [0.02, 0.05, 0.1, 0.2];
const changes: readonly Change[] = ['new topic', 'changed mix', 'changed language'];
const timedRuns = 20;

await runBench(usage, async () => {
  const settings = readSettings();
  const prepared = await prepare(await readDataset(settings.file, settings), settings);
  const sizes: Sizes[] = [300, 500, 1_000].map((rows) => ({ reference: rows, current: rows }));
  sizes.push({ reference: settings.reference, current: 500 });
  const { seed, draws, windows } = settings;
  // The quick ones first; each table is printed when it is known.
  const milliseconds = measureTimes(prepared.partial[0] as Stream, seed);
  printTable([milliseconds]);
  const feedback = measureFeedback(prepared.whole.known, windows, seed);
  printFeedback(feedback);
  const delay = delays(prepared.partial, 500, 500, draws, seed);
  printTable([delay]);
  const perTopic = prepared.partial.map((stream) => measureTopic(stream, sizes, draws, seed));
  printTable(perTopic);
  const powers = changes.flatMap((change) => {
    const measured = sizes.flatMap((size) => measurePower(prepared, change, size, draws, seed));
    printTable(measured);
    return measured;
  });
  const falseAlarms = sizes.map((size) => {
    report(`${windows} windows without drift`, size);
    return { ...size, windows, ...falseAlarmRates(prepared.whole, size, windows, seed) };
  });
  printTable(falseAlarms);
  printResult('drift', {
    alpha,
    trainingRows: prepared.trainingRows,
    accuracy: prepared.accuracy,
    leftOut: prepared.partial.map(({ leftOut }) => leftOut),
    ...{ falseAlarms, power: powers, perTopic, delay, feedback, milliseconds },
  });
});

function report(what: string, { reference, current }: Sizes): void {
  process.stderr.write(`${what}: ${reference} rows against ${current}\n`);
}

function printFeedback({ swapped, noisy, ...rates }: ReturnType<typeof measureFeedback>): void {
  printTable([rates]);
  printTable([
    { flip: 'two commonest labels change places', ...swapped },
    { flip: '20 % of the labels are wrong', ...noisy },
  ]);
}

/** Power of the verdict at a tenth of one new topic. */
function measureTopic(stream: Stream, sizes: readonly Sizes[], draws: number, seed: number) {
  const rates = sizes
    .filter(({ current }) => current === 500)
    .map((size) => {
      const { verdict } = power([stream], 'new topic', 0.1, size, Math.ceil(draws / 4), seed);
      return [`power, ${size.reference} against 500`, verdict] as const;
    });
  return { leftOut: stream.leftOut ?? '', ...Object.fromEntries(rates) };
}

/** The average over all models that a label was left out of. */
function measurePower({ partial }: Prepared, change: Change, size: Sizes, draws: number, seed: number) {
  report(`${change}, ${draws} windows a share`, size);
  return shares.map((share) => ({ change, share, ...size, ...power(partial, change, share, size, draws, seed) }));
}

function measureTimes(stream: Stream, seed: number) {
  const sizes = { reference: 1_000, current: 1_000 };
  const times = timeComparisons(stream, sizes, timedRuns, seed);
  const { reference, current } = drawWindows(stream, 'new topic', 0.1, sizes, createRandom(seed));
  const started = performance.now();
  findRootCause(reference, current, { alpha, seed });
  return {
    ...sizes,
    comparisonP50: percentile(times, 0.5),
    comparisonP95: percentile(times, 0.95),
    rootCause: performance.now() - started,
  };
}

function readSettings() {
  const { values } = parseArgs({
    options: {
      file: { type: 'string' },
      text: { type: 'string' },
      label: { type: 'string' },
      windows: { type: 'string', default: '500' },
      draws: { type: 'string', default: '80' },
      reference: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '7' },
      threads: { type: 'string', default: '2' },
      cache: { type: 'string' },
    },
  });
  const { file, text, label, cache } = values;
  if (file === undefined || text === undefined || label === undefined) throw new UsageError(usage);
  const whole = (name: 'windows' | 'draws' | 'reference' | 'seed' | 'threads', least: number) => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < least)
      throw new UsageError(`--${name} is a whole number from ${least}.\n${usage}`);
    return value;
  };
  return {
    ...{ file, text: text.split(','), label, cache },
    windows: whole('windows', 20),
    draws: whole('draws', 8),
    reference: whole('reference', 300),
    seed: whole('seed', 0),
    threads: whole('threads', 1),
  };
}
