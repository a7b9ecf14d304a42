import { HealthChecks } from '@driftdesk/platform';
import { describe, expect, it } from '@jest/globals';
import type { EvaluationTimer } from '../drift/evaluation-timer.js';
import { describeWithheld } from '../examples/describe-withheld.js';
import type { NeededLabels } from '../examples/needed-labels.js';
import type { DriftMonitorOptions } from '../options.js';
import type { RolloutStore } from '../rollouts/rollout-store.js';
import { LoopHealth } from './loop-health.js';
import type { LoopRunner } from './loop-runner.js';

/** What readiness says of a loop whose labels are these. */
async function healthOf(
  labels: { waiting: boolean; have: number; need: number; given: number },
  failing: object[] = [],
) {
  const health = new HealthChecks();
  const none = { problemOf: () => undefined };
  const withheld = describeWithheld(labels, 'team');
  new LoopHealth(
    none as unknown as EvaluationTimer,
    none as unknown as LoopRunner,
    { unfinished: async () => failing } as unknown as RolloutStore,
    { progress: async () => ({ ...labels, withheld }) } as unknown as NeededLabels,
    health,
    { models: new Map([['triage', {}]]) } as unknown as DriftMonitorOptions,
  ).onModuleInit();
  return (await health.report()).checks['loop'];
}

describe('readiness of the loop', () => {
  it('says which labels do not count, and is degraded while they are all that is missing', async () => {
    const labels = { waiting: true, have: 33, need: 100, given: 120 };
    const detail =
      '87 of 120 fresh labels do not count, because nobody may give more than the author in the middle does (LOOP_AUTHOR_SHARE). More of them count when those who gave few label more.';
    expect(await healthOf(labels)).toEqual({ status: 'degraded', detail });
    expect(await healthOf({ ...labels, waiting: false })).toEqual({ status: 'up', detail });
    expect(await healthOf({ ...labels, need: 200 })).toEqual({ status: 'up', detail });
    expect(await healthOf({ ...labels, have: 120 })).toEqual({ status: 'up' });
    expect((await healthOf({ ...labels, have: 0 }))?.detail).toBe(
      '120 of 120 fresh labels do not count, because one person gave them and other people label here too. As many of them count as a second person gives.',
    );
  });

  it('says which step of a rollout fails', async () => {
    const rollout = { id: 'r-1', status: 'validating', stepFailures: 1, stepFailure: 'model.onnx is damaged' };
    const labels = { waiting: false, have: 0, need: 100, given: 0 };
    const detail = 'Rollout r-1 is held up. Its version could not be validated: model.onnx is damaged.';
    expect(await healthOf(labels, [rollout])).toEqual({ status: 'degraded', detail });
    const often = { ...rollout, stepFailures: 3, stepFailure: 'The store is full.' };
    expect((await healthOf(labels, [often]))?.detail).toBe(
      'Rollout r-1 is held up. Its version could not be validated (3 times): The store is full.',
    );
  });
});
