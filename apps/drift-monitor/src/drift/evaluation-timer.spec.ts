import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { LoopRunner } from '../loop/loop-runner.js';
import type { DriftMonitorOptions } from '../options.js';
import { EvaluationTimer } from './evaluation-timer.js';
import { noteLabels, noteObservations } from './evaluations-due.js';
import type { Evaluator, Trigger } from './evaluator.js';

const rules = { window: 500, evaluationHours: 6 };
const options = { models: new Map([['triage', {}]]), rules } as unknown as DriftMonitorOptions;
let database: Database;
let evaluated: Trigger[];
let broken: boolean;
let timer: EvaluationTimer;

/** A process over the same store. */
async function start(): Promise<void> {
  const evaluate = async (_model: string, trigger: Trigger) => {
    if (broken) throw new Error('the disk is full');
    evaluated.push(trigger);
  };
  const loop = { wake: () => undefined } as unknown as LoopRunner;
  timer = new EvaluationTimer({ evaluate } as unknown as Evaluator, loop, database, pino({ level: 'silent' }), options);
  await timer.onApplicationBootstrap();
  await timer.work;
}
async function restart(): Promise<void> {
  await timer.onModuleDestroy();
  await start();
}
async function observe(count: number): Promise<void> {
  await database.transaction((sql) => noteObservations(sql, ['triage'], count));
  timer.observed(count);
  await timer.work;
}
async function label(count: number): Promise<void> {
  await database.transaction((sql) => noteLabels(sql, count));
  timer.labelled(count);
  await timer.work;
}
/** As if the clock said so much more since the last comparison. */
const jump = (interval: string) =>
  database.sql.execute('UPDATE monitor.evaluations_due SET compared_at = compared_at - $1::interval', interval);

beforeAll(async () => void (database = await openPglite()));
afterAll(() => database.close());
beforeEach(async () => {
  await timer?.onModuleDestroy();
  await database.sql.execute('TRUNCATE monitor.evaluations_due');
  [evaluated, broken] = [[], false];
  await start();
});

describe('when to evaluate', () => {
  it('is after a window of tickets, and after ten labels', async () => {
    await observe(499);
    await label(9);
    expect(evaluated).toEqual([]);
    await observe(1);
    expect(evaluated).toEqual(['observations']);
    // They were judged with the windows.
    await label(9);
    expect(evaluated).toEqual(['observations']);
    await label(1);
    expect(evaluated).toEqual(['observations', 'labels']);
  });

  it('is not once more for what somebody had evaluated by hand', async () => {
    await observe(400);
    await label(9);
    await timer.evaluateNow('triage');
    await observe(100);
    await label(1);
    expect(evaluated).toEqual(['request']);
    await observe(400);
    expect(evaluated).toEqual(['request', 'observations']);
  });

  it('leaves what an evaluation by hand that failed has not seen', async () => {
    await observe(400);
    broken = true;
    await expect(timer.evaluateNow('triage')).rejects.toThrow('the disk is full');
    expect(timer.problemOf('triage')).toBeUndefined();
    broken = false;
    await observe(100);
    expect(evaluated).toEqual(['observations']);
  });

  it('is once for all labels of an import that come before it has begun', async () => {
    await database.transaction((sql) => noteLabels(sql, 6_400));
    for (let batch = 0; batch < 100; batch++) timer.labelled(64);
    await timer.work;
    expect(evaluated).toEqual(['labels']);
    await label(64);
    expect(evaluated).toEqual(['labels', 'labels']);
  });

  it('is not forgotten by a desk that restarts every hour and sees little', async () => {
    for (let hour = 1; hour <= 13; hour++) {
      await observe(45);
      await jump('1 hour');
      await restart();
    }
    // After six hours, and again after six; 585 tickets are no window since the last comparison.
    expect(evaluated).toEqual(['schedule', 'schedule']);
    for (const count of [4, 5]) {
      await label(count);
      await restart();
    }
    expect(evaluated).toHaveLength(2);
    await label(1);
    expect(evaluated.at(-1)).toBe('labels');
  });

  it('is neither stopped nor stormed by a clock that jumps', async () => {
    for (const interval of ['30 days', '-30 days']) {
      await jump(interval);
      await restart();
      expect(evaluated).toEqual(['schedule']);
      await restart();
      await observe(1);
      expect(evaluated).toEqual(['schedule']);
      evaluated = [];
    }
  });

  it('is again after one that failed, a while later, and the problem can be read meanwhile', async () => {
    broken = true;
    await observe(500);
    expect(timer.problemOf('triage')).toBe('The stream of triage could not be evaluated: the disk is full');
    broken = false;
    await observe(1);
    expect(evaluated).toEqual([]);
    await restart();
    expect(evaluated).toEqual(['observations']);
    expect(timer.problemOf('triage')).toBeUndefined();
  });
});
