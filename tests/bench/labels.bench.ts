import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPglite } from '@driftdesk/database';
import { asksOf } from './labels/asks.js';
import { openParts } from './labels/open.js';
import { plant } from './labels/plant.js';
import { percentile, printResult, printTable } from './report.js';
import { runBench, UsageError } from './run-bench.js';

const usage = `Usage: npm run bench -- labels [--observations 1000000] [--labels 100000] [--rounds 5]
  --observations  classified tickets in the store, planted by sets
  --labels        of them, labelled by agents
  --rounds        how often each thing is asked`;

// What the drift monitor's reads and writes cost in a store of a large desk.
await runBench(usage, async () => {
  const { rounds, ...planted } = readSettings();
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-labels-'));
  const database = await openPglite(join(folder, 'store'));
  try {
    process.stderr.write(`planting ${planted.observations} observations\n`);
    await plant(database.sql, planted);
    const parts = await openParts(database, folder);
    const rows = [];
    for (const { name, ask } of await asksOf(parts, database, planted))
      rows.push({ name, ...(await time(ask, rounds)) });
    await parts.close();
    printTable(rows);
    printResult('labels', {
      ...planted,
      milliseconds: Object.fromEntries(rows.map(({ name, median }) => [name, median])),
    });
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
});

/** Milliseconds of asking: the first time, when nothing is cached, and the median and largest of the others. */
async function time(ask: (round: number) => Promise<unknown>, rounds: number) {
  const took: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const started = performance.now();
    await ask(round);
    took.push(performance.now() - started);
  }
  const [first = 0, ...others] = took;
  others.sort((left, right) => left - right);
  return { first, median: percentile(others, 0.5), max: others.at(-1) ?? 0 };
}

function readSettings() {
  const { values } = parseArgs({
    options: {
      observations: { type: 'string', default: '1000000' },
      labels: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '5' },
    },
  });
  const [observations, labels, rounds] = [Number(values.observations), Number(values.labels), Number(values.rounds)];
  const whole = [observations, labels, rounds].every((number) => Number.isInteger(number) && number > 0);
  if (!whole || observations < 10_000 || labels > observations / 2)
    throw new UsageError(`${usage}\nObservations are at least 10,000, labels at most half as many.`);
  return { observations, labels, rounds };
}
