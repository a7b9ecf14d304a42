import { parseArgs } from 'node:util';
import { type Rollout, rolloutStations } from '@driftdesk/contracts';
import { loopRules } from '@driftdesk/drift-monitor';
import { driftMonitorEnvironment } from '@driftdesk/drift-monitor/environment';
import { z } from 'zod';
import { progress } from './embedding-cache.js';
import { printResult, printTable } from './report.js';
import { runBench, UsageError } from './run-bench.js';
import { type LoopArm, openLoopArm } from './stream/loop-arm.js';
import { play } from './stream/play.js';
import { readStream, type StreamTicket } from './stream/tickets.js';
import { specOf, trainerProgram, trainFirst } from './stream/trainer.js';

const usage = `Usage: npm run bench -- alarm --file X.csv --text COL[,COL] --label COL [--tickets 5000] [--threads N] [--cache DIR]
  --tickets   labelled tickets that there are when the alarm comes
  --cache     keeps embeddings for the next run`;

const rules = loopRules(z.object(driftMonitorEnvironment).parse({}));
/** A label that this share of the tickets has at most is kept from the first champion, and then comes. */
const mostNew = 0.2;

// From the alarm to serving, when every ticket has its label at once: a label that the champion lacks comes into the stream.
await runBench(usage, async () => {
  const { tickets, cache, ...given } = readSettings();
  const setting = { ...given, cache, start: 0.5, labelShare: 1, seed: 1, limit: Infinity };
  const { beginning: earlier, played: later } = await readStream(setting);
  const fresh = chooseNew([...earlier, ...later]);
  const { beginning, played } = arrange([...earlier, ...later], fresh, tickets);
  const program = trainerProgram({ cache, threads: given.threads });
  const spec = specOf([...beginning, ...played].map(({ label }) => label));
  process.stderr.write('training the first champion\n');
  const champion = await trainFirst(program, spec, beginning);
  const arm = await openLoopArm({
    ...{ champion: champion.directory, beginning, spec, program, rules },
    timeOf: () => new Date(),
    onRetraining: ({ at, outcome }) => process.stderr.write(`ticket ${at}: retrained, ${outcome}\n`),
    onMessage: (at, message) => process.stderr.write(`ticket ${at}: ${message}\n`),
    onEvaluation: () => undefined,
  });
  try {
    await play(arm, played, 0, progress('tickets'));
    report(await promoted(arm), { tickets, fresh });
  } finally {
    await arm.close();
    await champion.remove();
  }
});

function readSettings() {
  const { values } = parseArgs({
    options: {
      file: { type: 'string' },
      text: { type: 'string' },
      label: { type: 'string' },
      tickets: { type: 'string', default: '5000' },
      threads: { type: 'string', default: '2' },
      cache: { type: 'string' },
    },
  });
  const { file, text, label, cache } = values;
  const [tickets, threads] = [Number(values.tickets), Number(values.threads)];
  if (file === undefined || text === undefined || label === undefined) throw new UsageError(usage);
  const fewest = 2 * unlearned();
  if (!Number.isInteger(tickets) || tickets < fewest)
    throw new UsageError(`--tickets is a whole number from ${fewest}.`);
  if (!Number.isInteger(threads) || threads < 1) throw new UsageError('--threads is a whole number from 1.');
  return { file, text: text.split(','), label, tickets, threads, cache };
}

/** Tickets from the first that the champion serves to the alarm: its reference, and two drifted windows. */
function unlearned(): number {
  return rules.reference + 2 * rules.window;
}

/** The commonest label that few enough tickets have. */
function chooseNew(tickets: readonly StreamTicket[]): string {
  const counts = new Map<string, number>();
  for (const { label } of tickets) counts.set(label, (counts.get(label) ?? 0) + 1);
  const [chosen] = [...counts]
    .filter(([, count]) => count <= mostNew * tickets.length)
    .sort(([, left], [, right]) => right - left);
  if (chosen === undefined) throw new UsageError('No label is rare enough to be new.');
  return chosen[0];
}

/** What the champion learns and its reference lack the new label; then the stream goes on as the file does. */
function arrange(tickets: readonly StreamTicket[], fresh: string, wanted: number) {
  const without = tickets.filter(({ label }) => label !== fresh);
  const known = without.slice(0, wanted - 2 * rules.window);
  const last = known.at(-1)?.at ?? 0;
  const stream = [...known, ...tickets.filter(({ at }) => at > last).slice(0, 3 * rules.window)];
  if (stream.length < wanted) throw new UsageError(`The file has too few tickets for --tickets ${wanted}.`);
  const placed = stream.map((ticket, at) => ({ ...ticket, at }));
  const cut = wanted - unlearned();
  return { beginning: placed.slice(0, cut), played: placed.slice(cut) };
}

/** The stations of the first rollout whose version serves. */
async function promoted({ monitor: { database } }: LoopArm): Promise<Rollout['stations']> {
  const rollouts = await database.prisma.storedRollout.findMany({ orderBy: { createdAt: 'asc' } });
  for (const { stations } of rollouts) {
    const reached = JSON.parse(stations) as Rollout['stations'];
    if (reached.serving !== undefined) return reached;
  }
  const ends = rollouts.map(({ status, reason }) => `${status}: ${reason ?? 'no reason'}`).join('; ');
  throw new Error(`No version came to serve. ${ends || 'There was no alarm.'}`);
}

function report(stations: Rollout['stations'], facts: { tickets: number; fresh: string }): void {
  const reached = rolloutStations.filter((name) => stations[name] !== undefined && name !== 'watched');
  const time = (name: (typeof rolloutStations)[number]) => Date.parse(stations[name] ?? '') / 1000;
  const seconds = reached.map((name, at) => {
    const before = reached[at - 1];
    return { station: name, seconds: before === undefined ? 0 : time(name) - time(before) };
  });
  const alarmToServing = time('serving') - time('detected');
  printTable([...seconds, { station: 'alarm to serving', seconds: alarmToServing }]);
  const stages = Object.fromEntries(seconds.map(({ station, seconds: took }) => [station, took]));
  printResult('alarm', { ...facts, alarmToServing, stages });
}
