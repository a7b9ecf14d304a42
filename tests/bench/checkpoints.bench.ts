import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPglite } from '@driftdesk/database';
import { machineLoad } from './machine-load.js';
import { printResult, printTable } from './report.js';
import { runBench, UsageError } from './run-bench.js';
import { sizeOf } from './store/size-of.js';
import { writeTickets } from './store/write-tickets.js';

const usage = `Usage: npm run bench -- checkpoints [--rounds 8] [--tickets 2000]
  --rounds   pairs of rounds: each kind once, the first one in turn
  --tickets  how many a round writes, with what the desk writes of each`;

const modes = ['on', 'off'] as const;
type Mode = (typeof modes)[number];

/** What checkpoints by distance cost: two stores in one process, one of which never checkpoints, written in turn. */
await runBench(usage, async () => {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '8' }, tickets: { type: 'string', default: '2000' } },
  });
  const [rounds, tickets] = [Number(values.rounds), Number(values.tickets)];
  if (!Number.isInteger(rounds) || rounds < 1) throw new UsageError('--rounds must be a whole number from 1.');
  if (!Number.isInteger(tickets) || tickets < 32) throw new UsageError('--tickets must be a whole number from 32.');
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-checkpoints-'));
  try {
    await compare(folder, rounds, tickets);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function compare(folder: string, rounds: number, tickets: number): Promise<void> {
  const stores = {
    on: await openPglite(join(folder, 'on')),
    off: await openPglite(join(folder, 'off'), { checkpointBytes: Number.POSITIVE_INFINITY }),
  };
  const spent = { on: { cpuMs: 0, wallMs: 0 }, off: { cpuMs: 0, wallMs: 0 } };
  // One of each that does not count: what the engine compiles is compiled.
  for (const mode of modes) await writeTickets(stores[mode], tickets);
  for (let round = 0; round < rounds; round += 1) {
    for (const mode of round % 2 === 0 ? modes : [...modes].reverse()) {
      const [cpu, since] = [process.cpuUsage(), performance.now()];
      await writeTickets(stores[mode], tickets);
      const { user, system } = process.cpuUsage(cpu);
      spent[mode].cpuMs += (user + system) / 1000;
      spent[mode].wallMs += performance.now() - since;
    }
  }
  const written = rounds * tickets;
  const row = async (mode: Mode) => ({
    checkpoints: mode,
    cpuMsPerTicket: spent[mode].cpuMs / written,
    wallMsPerTicket: spent[mode].wallMs / written,
    logMb: (await sizeOf(join(folder, mode, 'pg_wal'))) / 2 ** 20,
  });
  const [on, off] = [await row('on'), await row('off')];
  for (const mode of modes) await stores[mode].close();
  printTable([on, off]);
  const added = {
    addedCpuMsPerTicket: on.cpuMsPerTicket - off.cpuMsPerTicket,
    addedCpuPercent: (100 * spent.on.cpuMs) / spent.off.cpuMs - 100,
    addedWallPercent: (100 * spent.on.wallMs) / spent.off.wallMs - 100,
  };
  printResult('checkpoints', { tickets: written, on, off, ...added, ...machineLoad() });
}
