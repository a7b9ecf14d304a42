import { beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { LoopRunner } from '../loop/loop-runner.js';
import type { DriftMonitorOptions } from '../options.js';
import { EvaluationTimer } from './evaluation-timer.js';
import type { Evaluator, Trigger } from './evaluator.js';

const options = { models: new Map([['triage', {}]]), rules: { window: 500 } } as unknown as DriftMonitorOptions;
let evaluated: Trigger[];
let timer: EvaluationTimer;

beforeEach(() => {
  evaluated = [];
  const evaluate = async (_model: string, trigger: Trigger) => void evaluated.push(trigger);
  const loop = { wake: () => undefined } as unknown as LoopRunner;
  timer = new EvaluationTimer({ evaluate } as unknown as Evaluator, loop, pino({ level: 'silent' }), options);
});

describe('when to evaluate', () => {
  it('is after a window of tickets, and after ten labels', async () => {
    timer.observed(499);
    timer.labelled(9);
    await timer.work;
    expect(evaluated).toEqual([]);
    timer.observed(1);
    timer.labelled(1);
    await timer.work;
    expect(evaluated).toEqual(['observations', 'labels']);
  });

  it('is once for all labels of an import that come before it has begun', async () => {
    for (let batch = 0; batch < 100; batch++) timer.labelled(64);
    timer.hoursPassed();
    await timer.work;
    expect(evaluated).toEqual(['labels', 'schedule']);
    timer.labelled(64);
    await timer.work;
    expect(evaluated).toEqual(['labels', 'schedule', 'labels']);
  });
});
