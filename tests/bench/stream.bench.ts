import { writeFile } from 'node:fs/promises';
import { percentile, printResult, printTable } from './report.js';
import { runBench, UsageError } from './run-bench.js';
import { type ArmRun, runArms } from './stream/arms.js';
import { drawRuns } from './stream/picture.js';
import { readSettings, usage } from './stream/settings.js';
import { recovered, summarise } from './stream/summary.js';
import { readStream } from './stream/tickets.js';

// Plays a file of labelled tickets in their order through the monitor, the trainer and the gates of the product.
await runBench(usage, async () => {
  const settings = readSettings();
  const stream = await readStream(settings);
  if (stream.played.length < 100) throw new UsageError('There are fewer than 100 tickets after --start.');
  const runs: ArmRun[] = await runArms(stream, settings);
  const summaries = runs.map((run) => summarise(run, stream, settings.seed));
  printTable(summaries.map(({ arm, ...numbers }) => ({ arm, ...numbers })));
  for (const { name, retrainings } of runs) {
    if (name !== 'loop') continue;
    for (const { at, outcome } of retrainings)
      process.stdout.write(`loop, retrained before ticket ${at}: ${outcome}\n`);
  }
  const holds = (runs.find(({ name }) => name === 'loop')?.holds ?? []).toSorted((left, right) => left - right);
  const [holdP50, holdP95] = [percentile(holds, 0.5), percentile(holds, 0.95)];
  const evaluations = { evaluations: holds.length, holdP50, holdP95, holdMax: holds.at(-1) ?? 0 };
  if (holds.length > 0) {
    printTable([evaluations]);
    process.stdout.write('Milliseconds for which an evaluation held the event loop at most.\n\n');
  }
  process.stdout.write('The stream waits while a version is trained: training time is not counted in tickets.\n\n');
  if (settings.svg !== undefined) await writeFile(settings.svg, drawRuns(runs, stream));
  printResult('stream', {
    tickets: stream.beginning.length + stream.played.length,
    ...{ start: settings.start, labelShare: settings.labelShare, labelDelay: settings.labelDelay },
    ...{ ticketsPerDay: settings.ticketsPerDay, oracleEvery: settings.oracleEvery, seed: settings.seed },
    arms: Object.fromEntries(summaries.map(({ arm, ...numbers }) => [arm, numbers])),
    recovered: recovered(runs, stream, settings.seed),
    evaluations,
    loopRetrainings: runs.find(({ name }) => name === 'loop')?.retrainings,
  });
});
