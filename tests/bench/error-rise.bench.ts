import { parseArgs } from 'node:util';
import { loopRules } from '@driftdesk/drift-monitor';
import { driftMonitorEnvironment } from '@driftdesk/drift-monitor/environment';
import { createRandom } from '@driftdesk/ml';
import { z } from 'zod';
import { judgeOf, play } from './error-rise/play.js';
import { drawStream, type Labelling, labellings } from './error-rise/streams.js';
import { percentile, printResult, printTable } from './report.js';
import { runBench, UsageError } from './run-bench.js';

const usage = `Usage: npm run bench -- error-rise [--streams 500] [--before 250] [--labels-per-month 1000] [--seed 5]
  --streams           streams of labels, per way of labelling and rise, and months without a rise
  --before            labels before the rise
  --labels-per-month  how many labels people give in a month`;

/** Labels after the rise among which it must be found. */
const within = 400;
const rises = [
  { from: 0.1, to: 0.2 },
  { from: 0.2, to: 0.35 },
  { from: 0.1, to: 0.4 },
] as const;
const judge = judgeOf(loopRules(z.object(driftMonitorEnvironment).parse({})));

// How soon the product sees that a champion errs more often, and how often it is wrong about that, by how people label.
await runBench(usage, async () => {
  const settings = readSettings();
  const rows = [];
  for (const labelling of labellings) {
    process.stderr.write(`${labelling.name}\n`);
    for (const rise of rises) rows.push(await findRises(labelling, rise, settings));
  }
  printTable(rows);
  const quiet = [];
  for (const labelling of labellings)
    for (const rate of [0.1, 0.2]) quiet.push(await countFalseAlarms(labelling, rate, settings));
  printTable(quiet);
  printResult('error-rise', { ...settings, within, allowed: judge.falseAlarms, rises: rows, falseAlarms: quiet });
});

type Settings = ReturnType<typeof readSettings>;

async function findRises(labelling: Labelling, { from, to }: (typeof rises)[number], settings: Settings) {
  const { streams, before, labelsPerMonth, seed } = settings;
  const random = createRandom(seed);
  const delays: number[] = [];
  for (let stream = 0; stream < streams; stream++) {
    const stretches = [
      { labels: before, rate: from },
      { labels: within, rate: to },
    ];
    const { labels, tickets, changedAt } = drawStream(labelling, stretches, random);
    const old = labels.filter(({ at }) => at <= changedAt).length;
    const ticketsPerMonth = (tickets / labels.length) * labelsPerMonth;
    const alarm = (await play(judge, labels, ticketsPerMonth, (given) => given > old)).find((given) => given > old);
    if (alarm !== undefined && alarm <= old + within) delays.push(alarm - old);
  }
  delays.sort((one, other) => one - other);
  const [half, most] = [percentile(delays, 0.5), percentile(delays, 0.95)];
  return { labelled: labelling.name, rise: `${from} to ${to}`, found: delays.length / streams, p50: half, p95: most };
}

async function countFalseAlarms(labelling: Labelling, rate: number, { streams, labelsPerMonth, seed }: Settings) {
  const random = createRandom(seed + 1);
  let alarms = 0;
  for (let month = 0; month < streams; month++) {
    const { labels, tickets } = drawStream(labelling, [{ labels: labelsPerMonth, rate }], random);
    alarms += (await play(judge, labels, tickets)).length;
  }
  return { labelled: labelling.name, rate, falseAlarmsPerMonth: alarms / streams, allowed: judge.falseAlarms };
}

function readSettings() {
  const { values } = parseArgs({
    options: {
      streams: { type: 'string', default: '500' },
      before: { type: 'string', default: '250' },
      'labels-per-month': { type: 'string', default: '1000' },
      seed: { type: 'string', default: '5' },
    },
  });
  const [streams, before, seed] = [Number(values.streams), Number(values.before), Number(values.seed)];
  const labelsPerMonth = Number(values['labels-per-month']);
  if (![streams, before, seed, labelsPerMonth].every((number) => Number.isInteger(number) && number > 0))
    throw new UsageError(`${usage}\nAll of them are whole numbers from 1.`);
  return { streams, before, labelsPerMonth, seed };
}
