import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Database, openPglite } from '@driftdesk/database';
import { TicketReader } from '@driftdesk/gateway';
import { percentile, printResult, printTable } from './report.js';
import { runBench, UsageError } from './run-bench.js';

/** Rows of one statement. */
const part = 20_000;
const queues = ['network', 'hardware', 'email', 'security', 'printing', 'accounts'];

const usage = `Usage: npm run bench -- lists [--tickets 1000000]
  --tickets  rows of the planted list`;

/** Pages of a list of planted tickets, first and deep, with each filter: how long a desk with a past takes to show them. */
await runBench(usage, async () => {
  const { values } = parseArgs({ options: { tickets: { type: 'string', default: '1000000' } } });
  const tickets = Number(values.tickets);
  if (!Number.isInteger(tickets) || tickets < 1_000) throw new UsageError('--tickets must be a whole number from 1000');
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-lists-'));
  const database = await openPglite(join(folder, 'store'));
  try {
    process.stderr.write(`Planting ${tickets} tickets…\n`);
    await plant(database, tickets);
    const rows = await measure(new TicketReader(database));
    printTable(rows);
    printResult('lists', { tickets, slowestMs: Math.max(...rows.map(({ slowestMs }) => slowestMs)) });
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
});

/**
 * Most are answered or resolved; one in 400 waits for a person, one in 500 has an assignee, three of all have the queue
 * `rare`, and the 50 oldest belong to one requester.
 */
async function plant({ sql }: Database, tickets: number): Promise<void> {
  for (let from = 0; from < tickets; from += part) {
    await sql.execute(
      `INSERT INTO gateway.tickets (id, body, language, channel, requester_id, requester_role, external_processing,
         training, correlation_id, classification, predicted_queue, predicted_urgency, classified_at, outcome_status,
         outcome_at, resolved_at, assignee, created_at, updated_at)
       SELECT gen_random_uuid(), 'The VPN drops, case ' || n || repeat('. It did so all day', 10), 'en', 'api',
              CASE WHEN n < 50 THEN 'oldest' ELSE 'requester-' || n % 5000 END, 'requester', true, true, 'c', '{}',
              CASE WHEN n % ($2::int / 3) = 7 THEN 'rare' ELSE ($3::text[])[1 + n % 6] END,
              (ARRAY['low', 'medium', 'high'])[1 + (n / 7) % 3], now(),
              CASE WHEN n % 400 = 0 THEN 'needs_human' ELSE 'answered' END, now(),
              CASE WHEN n % 400 <> 0 AND n % 3 = 0 THEN now() END, CASE WHEN n % 500 = 0 THEN 'eve' END,
              now() - make_interval(secs => $2::int - n), now()
       FROM generate_series($1::int, $1::int + $4::int - 1) AS n`,
      ...[from, tickets, queues, Math.min(part, tickets - from)],
    );
  }
  // Samples as small as those of the store's own maintenance.
  await sql.execute('SET default_statistics_target = 3');
  const began = performance.now();
  await sql.execute('ANALYZE gateway.tickets');
  process.stderr.write(`ANALYZE took ${(performance.now() - began).toFixed(0)} ms.\n`);
}

async function measure(reader: TicketReader) {
  const staff = { id: 'eve', role: 'agent' } as const;
  const oldest = { id: 'oldest', role: 'requester' } as const;
  const usual = { id: 'requester-7', role: 'requester' } as const;
  const lists = [
    ['all', {}, staff],
    ['status=needs_human', { status: 'needs_human' }, staff],
    ['status=failed (none)', { status: 'failed' }, staff],
    ['queue=network', { queue: 'network' }, staff],
    ['queue=rare', { queue: 'rare' }, staff],
    ['queue=nothing', { queue: 'nothing' }, staff],
    ['urgency=high', { urgency: 'high' }, staff],
    ['assignee=eve', { assignee: 'eve' }, staff],
    ['assignee=nobody', { assignee: 'nobody' }, staff],
    ['needs_human, network', { status: 'needs_human', queue: 'network' }, staff],
    ['needs_human, network, high', { status: 'needs_human', queue: 'network', urgency: 'high' }, staff],
    ['needs_human, rare', { status: 'needs_human', queue: 'rare' }, staff],
    ['resolved, rare, low', { status: 'resolved', queue: 'rare', urgency: 'low' }, staff],
    ['a requester’s', {}, usual],
    ['the oldest requester’s', {}, oldest],
    ['a requester’s, needs_human', { status: 'needs_human' }, usual],
  ] as const;
  const rows = [];
  for (const [list, filter, viewer] of lists) {
    const times: number[] = [];
    let cursor: string | null = null;
    let tickets = 0;
    for (let page = 0; page < 40; page += 1) {
      const began = performance.now();
      const query: Parameters<TicketReader['list']>[0] = { ...filter, limit: 50, cursor: cursor ?? undefined };
      const reply: Awaited<ReturnType<TicketReader['list']>> = await reader.list(query, viewer);
      times.push(performance.now() - began);
      tickets += reply.items.length;
      // From the beginning again after the last page, so that every list has as many.
      cursor = reply.nextCursor;
    }
    times.sort((a, b) => a - b);
    rows.push({ list, tickets, medianMs: percentile(times, 0.5), slowestMs: times.at(-1) ?? 0 });
  }
  return rows;
}
