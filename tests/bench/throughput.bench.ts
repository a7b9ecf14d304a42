import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ticketText } from '@driftdesk/contracts';
import { openEmbedder } from '@driftdesk/embeddings';
import { model } from '@driftdesk/ticket-triage';
import { type Desk, startDesk } from '../support/desk.js';
import { emptyHome } from '../support/prepared-home.js';
import { percentile, printReport } from './report.js';
import { runBench, UsageError } from './run-bench.js';

/** Requests in flight while the desk is loaded as far as it goes. */
const concurrency = 64;

/** Node measures how far apart two ticks of a timer are, so that an idle loop shows the interval itself. */
const samplingIntervalMs = 10;
/** Tickets before the measurement: by then the desk has read most of its knowledge base once. */
const warmUp = 600;

const usage = `Usage: npm run bench -- throughput [--tickets 3000] [--threads 2]
  --tickets  that the fresh desk is loaded with
  --threads  that embed, as EMBEDDING_THREADS`;

await runBench(usage, async () => {
  const { count, threads } = readSettings();
  // Tickets that no training saw: another seed of the same generator.
  const generated = model.demo
    .tickets({ seed: 90_210, count: warmUp + count })
    .map(({ subject, body, language }) => ({ subject, body, language }));
  const tickets = generated.slice(warmUp);
  const home = await emptyHome();
  try {
    process.stderr.write('Preparing a desk (first start)…\n');
    const desk = await startDesk(home, { EMBEDDING_THREADS: String(threads), LOG_LEVEL: 'info' });
    await submitAll(desk, generated.slice(0, warmUp));
    await allFinished(desk);
    const saturated = await measureSaturated(desk, tickets);
    const steady = await measureSteady(desk, saturated.perSecond / 2, tickets);
    const memory = await peakMemory(desk.pid);
    await desk.stop();
    const raw = await measureEmbedder(home, tickets, threads);
    printReport('throughput', {
      tickets: count,
      threads,
      ticketsPerSecond: saturated.perSecond,
      embeddingsPerSecond: raw,
      ratio: saturated.perSecond / raw,
      halfLoadP50Ms: steady.p50,
      halfLoadP95Ms: steady.p95,
      halfLoadP99Ms: steady.p99,
      fullLoadP50Ms: saturated.p50,
      fullLoadP99Ms: saturated.p99,
      eventLoopDelayP99Ms: saturated.eventLoopDelayMs,
      peakMemoryMb: memory,
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});

function readSettings(): { count: number; threads: number } {
  const { values } = parseArgs({
    options: { tickets: { type: 'string', default: '3000' }, threads: { type: 'string', default: '2' } },
  });
  const [count, threads] = [Number(values.tickets), Number(values.threads)];
  if (!Number.isInteger(count) || count < 100) throw new UsageError('--tickets is a whole number from 100.');
  if (!Number.isInteger(threads) || threads < 1) throw new UsageError('--threads is a whole number from 1.');
  return { count, threads };
}

type Submission = Pick<ReturnType<typeof model.demo.tickets>[number], 'subject' | 'body' | 'language'>;

/** As many tickets as the desk takes: from the first POST until the last outcome. */
async function measureSaturated(desk: Desk, tickets: readonly Submission[]) {
  process.stderr.write(`Full load: ${tickets.length} tickets…\n`);
  await eventLoopDelay(desk);
  const started = performance.now();
  const ids = await submitAll(desk, tickets);
  await allFinished(desk);
  const seconds = (performance.now() - started) / 1000;
  const eventLoopDelayMs = await eventLoopDelay(desk);
  return { perSecond: tickets.length / seconds, eventLoopDelayMs, ...(await latencies(desk, ids)) };
}

/** Tickets at an even rate that the desk can keep up with: what one person sees. */
async function measureSteady(desk: Desk, perSecond: number, tickets: readonly Submission[]) {
  const wanted = Math.min(tickets.length, Math.ceil(perSecond * 10));
  process.stderr.write(`Half load: ${wanted} tickets at ${perSecond.toFixed(0)}/s…\n`);
  const started = performance.now();
  const submissions: Promise<string>[] = [];
  for (const [n, ticket] of tickets.slice(0, wanted).entries()) {
    const due = started + (n * 1000) / perSecond - performance.now();
    if (due > 0) await pause(due);
    submissions.push(submit(desk, ticket));
  }
  const ids = await Promise.all(submissions);
  await allFinished(desk);
  return latencies(desk, ids);
}

/** What the embedding model alone does with the same texts on the same cores. */
async function measureEmbedder(home: string, tickets: readonly Submission[], threads: number): Promise<number> {
  process.stderr.write('The embedding model alone…\n');
  const embedder = await openEmbedder({ directory: join(home, 'embedding-model'), threads });
  const texts = tickets.map(ticketText);
  await embedder.embed(texts.slice(0, 50));
  const started = performance.now();
  await embedder.embed(texts);
  const seconds = (performance.now() - started) / 1000;
  await embedder.close();
  return tickets.length / seconds;
}

async function submitAll(desk: Desk, bodies: readonly unknown[]): Promise<string[]> {
  const ids: string[] = [];
  let next = 0;
  const client = async () => {
    while (next < bodies.length) {
      const index = next++;
      ids[index] = await submit(desk, bodies[index]);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, client));
  return ids;
}

async function submit(desk: Desk, body: unknown): Promise<string> {
  const reply = await desk.call('POST', '/v1/tickets', body);
  if (reply.status !== 202) throw new Error(`POST /v1/tickets answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply.body.id as string;
}

/** From the ticket's submission to its outcome, as its timeline says, in milliseconds. */
async function latencies(desk: Desk, ids: readonly string[]) {
  const wanted = new Set(ids);
  const spans: number[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { body } = await desk.call('GET', `/v1/tickets?limit=200${query}`);
    for (const { id } of (body.items as { id: string }[]).filter((item) => wanted.has(item.id))) {
      const { body: ticket } = await desk.call('GET', `/v1/tickets/${id}`);
      const outcome = ticket.timeline.at(-1) as { event: string; at: string };
      if (!['answered', 'needs_human'].includes(outcome.event))
        throw new Error(`Ticket ${id} ended as ${outcome.event}`);
      spans.push(Date.parse(outcome.at) - Date.parse(ticket.createdAt));
    }
    cursor = body.nextCursor as string | null;
  } while (cursor !== null && spans.length < wanted.size);
  spans.sort((a, b) => a - b);
  return { p50: percentile(spans, 0.5), p95: percentile(spans, 0.95), p99: percentile(spans, 0.99) };
}

/** Resolves when no ticket is on its way. */
async function allFinished(desk: Desk): Promise<void> {
  for (const status of ['received', 'classified']) {
    while ((await desk.call('GET', `/v1/tickets?status=${status}&limit=1`)).body.items.length > 0) await pause(50);
  }
}

/** p99 of the delay since it was asked last, in milliseconds. */
async function eventLoopDelay(desk: Desk): Promise<number> {
  const { body } = await desk.call('GET', '/metrics');
  return Number(/^nodejs_eventloop_lag_p99_seconds (.+)$/m.exec(body as string)?.[1]) * 1000 - samplingIntervalMs;
}

async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}
