import { Writable } from 'node:stream';
import { systemIdentity } from '@driftdesk/governance';
import type { Logger } from '@driftdesk/platform';
import { pino } from 'pino';
import type { Arm, Retraining } from './arm.js';
import { longestHold } from './event-loop.js';
import { classifiedEvent, labelledEvent } from './events.js';
import { loopJournal } from './loop-journal.js';
import { type Monitor, type MonitorSetting, openMonitor } from './monitor.js';
import { labelsOf, Serving } from './serving.js';
import type { StreamTicket } from './tickets.js';

export interface LoopTask extends Omit<MonitorSetting, 'logger' | 'clock'> {
  /** Folder of the first champion. */
  readonly champion: string;
  readonly beginning: readonly StreamTicket[];
  /** What time it is when a ticket comes, by its place. */
  readonly timeOf: (at: number) => Date;
  readonly onRetraining: (retraining: Retraining) => void;
  readonly onMessage: (at: number, message: string) => void;
  /** The hours of an evaluation have passed: how long it, and what it set off, held the event loop. */
  readonly onEvaluation: (longestHoldMs: number) => void;
}

export interface LoopArm extends Arm {
  readonly monitor: Monitor;
}

const hourMs = 3_600_000;

/** The drift monitor decides when to retrain and what may serve; nothing else tells it to. */
export async function openLoopArm(task: LoopTask): Promise<LoopArm> {
  const { champion, beginning, spec, rules, timeOf } = task;
  let next = beginning.length;
  const logger = loggerTo((message) => task.onMessage(next, message));
  const monitor = await openMonitor({ ...task, logger, clock: () => timeOf(next) });
  await monitor.label(beginning.map((ticket) => labelledEvent(ticket, 'original', timeOf(ticket.at))));
  const first = await monitor.registry.register(champion);
  await monitor.registry.promote(spec.name, first.version, 'it learned the beginning', systemIdentity);
  const serving = await Serving.of(champion);
  const newRetrainings = loopJournal(monitor.database);
  let reference = first;
  let evaluation = timeOf(next).getTime() + rules.evaluationHours * hourMs;

  async function serveChampion(): Promise<void> {
    const now = await monitor.registry.resolve(spec.name, 'champion');
    if (now === undefined || now.reference.version === reference.version) return;
    await serving.swap(await monitor.registry.fetch(now.reference));
    reference = now.reference;
    await monitor.registry.reportServing('bench', reference);
    await monitor.wake();
  }

  return {
    monitor,
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
        task.onEvaluation(await longestHold(() => monitor.hoursPassed()));
      await serveChampion();
      for (const outcome of await newRetrainings()) task.onRetraining({ at, outcome });
    },
    async close() {
      await monitor.close();
      await serving.release();
    },
  };
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
