import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { model } from '@driftdesk/ticket-triage';
import { type Desk, startDesk } from '../support/desk.js';
import { copyPreparedHome, emptyHome, preparedHomeVariable } from '../support/prepared-home.js';
import { machineLoad } from './machine-load.js';
import { printReport } from './report.js';
import { runBench, UsageError } from './run-bench.js';
import { sizeOf } from './store/size-of.js';
import { measureStarts } from './store/starts.js';

const usage = `Usage: npm run bench -- store [--tickets 20000]
  --tickets  how many are submitted before the desk is killed`;

/** Requests in flight. */
const concurrency = 64;
const sampleMs = 250;
const megabyte = 2 ** 20;

type Ticket = Readonly<Record<'subject' | 'body' | 'language', string | undefined>>;

/** How large the write-ahead log becomes under tickets, and what a kill adds to the next start. */
await runBench(usage, async () => {
  const { values } = parseArgs({ options: { tickets: { type: 'string', default: '20000' } } });
  const count = Number(values.tickets);
  if (!Number.isInteger(count) || count < 100) throw new UsageError('--tickets must be a whole number from 100.');
  // One that is prepared already saves the first start.
  const home = process.env[preparedHomeVariable] === undefined ? await emptyHome() : (await copyPreparedHome()).home;
  try {
    printReport('store', { tickets: count, ...(await measure(home, count)) });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});

async function measure(home: string, count: number) {
  const store = join(home, 'store');
  const desk = await startDesk(home);
  const log: number[] = [];
  const sampling = setInterval(() => void sizeOf(join(store, 'pg_wal')).then((bytes) => log.push(bytes)), sampleMs);
  const started = performance.now();
  const tickets = model.demo
    .tickets({ seed: 90_211, count: Math.min(count, 5_000) })
    .map(({ subject, body, language }) => ({ subject, body, language }));
  await submitAll(desk, tickets, count);
  await allFinished(desk);
  const ticketsPerSecond = count / ((performance.now() - started) / 1000);
  clearInterval(sampling);
  const eventLoopDelayP99Ms = await eventLoopDelay(desk);
  await desk.kill();
  const storeMb = (await sizeOf(store)) / megabyte;
  const largestLogMb = Math.max(...log) / megabyte;
  const starts = await measureStarts(home);
  return { ticketsPerSecond, eventLoopDelayP99Ms, largestLogMb, storeMb, ...starts, ...machineLoad() };
}

async function submitAll(desk: Desk, tickets: readonly Ticket[], count: number): Promise<void> {
  let next = 0;
  const client = async () => {
    while (next < count) {
      const reply = await desk.call('POST', '/v1/tickets', tickets[next++ % tickets.length]);
      if (reply.status !== 202) throw new Error(`POST /v1/tickets answered ${reply.status}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, client));
}

async function allFinished(desk: Desk): Promise<void> {
  for (const status of ['received', 'classified']) {
    while ((await desk.call('GET', `/v1/tickets?status=${status}&limit=1`)).body.items.length > 0) await pause(100);
  }
}

/** p99 since the start, in milliseconds, without the 10 of Node's own sampling. */
async function eventLoopDelay(desk: Desk): Promise<number> {
  const { body } = await desk.call('GET', '/metrics');
  return Number(/^nodejs_eventloop_lag_p99_seconds (.+)$/m.exec(body as string)?.[1]) * 1000 - 10;
}
