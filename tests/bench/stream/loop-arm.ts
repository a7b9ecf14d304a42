import { Writable } from 'node:stream';
import { systemIdentity } from '@driftdesk/governance';
import type { Logger } from '@driftdesk/platform';
import { pino } from 'pino';
import type { Arm, Retraining } from './arm.js';
import { classifiedEvent, labelledEvent } from './events.js';
import { type Monitor, type MonitorSetting, openMonitor } from './monitor.js';
import { labelsOf, Serving } from './serving.js';
import type { StreamTicket } from './tickets.js';

export interface LoopTask extends Omit<MonitorSetting, 'logger' | 'clock'> {
  /** Folder of the first champion. */
  readonly champion: string;
  readonly beginning: readonly StreamTicket[];
  readonly ticketsPerDay: number;
  readonly onRetraining: (retraining: Retraining) => void;
  readonly onMessage: (at: number, message: string) => void;
}

const hourMs = 3_600_000;
/** Any day will do: only what passes counts. */
const firstDay = Date.UTC(2026, 0, 1);

/** The drift monitor decides when to retrain and what may serve; nothing else tells it to. */
export async function openLoopArm(task: LoopTask): Promise<Arm> {
  const { champion, beginning, spec, rules, ticketsPerDay } = task;
  const timeOf = (at: number) => new Date(firstDay + (at / ticketsPerDay) * 24 * hourMs);
  let next = beginning.length;
  const logger = loggerTo((message) => task.onMessage(next, message));
  const monitor = await openMonitor({ ...task, logger, clock: () => timeOf(next) });
  await monitor.label(beginning.map((ticket) => labelledEvent(ticket, 'original', timeOf(ticket.at))));
  const first = await monitor.registry.register(champion);
  await monitor.registry.promote(spec.name, first.version, 'it learned the beginning', systemIdentity);
  const serving = await Serving.of(champion);
  let reference = first;
  let evaluation = timeOf(next).getTime() + rules.evaluationHours * hourMs;
  const told = new Map<string, string>();

  async function serveChampion(): Promise<void> {
    const now = await monitor.registry.resolve(spec.name, 'champion');
    if (now === undefined || now.reference.version === reference.version) return;
    await serving.swap(await monitor.registry.fetch(now.reference));
    reference = now.reference;
    await monitor.registry.reportServing('bench', reference);
    await monitor.wake();
  }

  return {
    async serve(tickets) {
      const predictions = await serving.predict(tickets);
      next = (tickets.at(-1)?.at ?? next) + 1;
      const events = tickets.map((ticket, row) => {
        const prediction = predictions[row];
        if (prediction === undefined) throw new RangeError(`ticket ${ticket.at} was not predicted`);
        return classifiedEvent(ticket, prediction, reference, timeOf(ticket.at));
      });
      await monitor.observe(events);
      return labelsOf(predictions);
    },
    label: (tickets) => monitor.label(tickets.map((ticket) => labelledEvent(ticket, 'agent', timeOf(next)))),
    async settle(at) {
      next = at;
      for (; timeOf(next).getTime() >= evaluation; evaluation += rules.evaluationHours * hourMs)
        await monitor.hoursPassed();
      await serveChampion();
      for (const retraining of await newRetrainings(monitor, told)) task.onRetraining({ at, outcome: retraining });
    },
    async close() {
      await monitor.close();
      await serving.release();
    },
  };
}

/** Trainings that ended since the last look, as sentences. */
async function newRetrainings({ database }: Monitor, told: Map<string, string>): Promise<string[]> {
  const runs = await database.prisma.trainingRun.findMany({
    where: { status: { in: ['trained', 'failed', 'cancelled'] } },
    orderBy: { createdAt: 'asc' },
  });
  const fresh = runs.filter(({ id }) => !told.has(id));
  const sentences = await Promise.all(
    fresh.map(async (run) => {
      const rollout =
        run.rolloutId === null
          ? null
          : await database.prisma.storedRollout.findUnique({ where: { id: run.rolloutId } });
      return `${rollout?.status ?? run.status}${(rollout?.reason ?? run.reason) ? `: ${rollout?.reason ?? run.reason}` : ''}`;
    }),
  );
  fresh.forEach(({ id }) => told.set(id, ''));
  return sentences;
}

/** The monitor's log as sentences. */
function loggerTo(onMessage: (message: string) => void): Logger {
  const stream = new Writable({
    write(line: Buffer, _encoding, done) {
      const { msg, err } = JSON.parse(line.toString()) as { msg: string; err?: { message: string } };
      onMessage(err === undefined ? msg : `${msg}: ${err.message}`);
      done();
    },
  });
  return pino({ level: 'info' }, stream) as Logger;
}
