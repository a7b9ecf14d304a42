import type { Verdict } from '@driftdesk/drift';
import { describe, expect, it } from '@jest/globals';
import type { Observation } from '../observations/observation.js';
import type { DriftState } from './drift-state-store.js';
import { nextState } from './next-state.js';

const observations = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => ({ sequence: from + n }) as Observation);
const windows = { reference: observations(1, 50), referenceFull: false, current: observations(51, 90) };
const state: DriftState = { version: 'v-1', evaluatedTo: 50, quiet: [], verdict: { drifted: 0 } };
const verdict = (status: Verdict['status']): Verdict => ({
  status,
  state: { drifted: status === 'suspected' ? 1 : 0 },
});
const now = { correlationId: 'new' };
const evaluated = { windows, comparison: { drifted: true }, feedbackDrifted: false };

describe('nextState', () => {
  it('begins a story with the first drifted window, and goes on with it', () => {
    const first = nextState(state, evaluated, verdict('suspected'), now);
    expect(first).toMatchObject({ evaluatedTo: 90, driftsAfter: 50, correlationId: 'new', verdict: { drifted: 1 } });
    const later = { ...evaluated, windows: { ...windows, current: observations(91, 130) } };
    const second = nextState(first, later, verdict('drift'), { ...now, correlationId: 'other' });
    expect(second).toMatchObject({ evaluatedTo: 130, driftsAfter: 50, correlationId: 'new' });
  });

  it('keeps a suspicion over an evaluation that had too few tickets, and does not move past them', () => {
    const suspected = nextState(state, evaluated, verdict('suspected'), now);
    const few = {
      windows: { ...windows, current: observations(91, 93) },
      comparison: undefined,
      feedbackDrifted: false,
    };
    expect(nextState(suspected, few, verdict('too_few'), now)).toEqual({ ...suspected, verdict: { drifted: 0 } });
    // Without a suspicion there is no story to begin.
    expect(nextState(state, few, verdict('too_few'), now)).not.toHaveProperty('correlationId');
  });

  it('ends a suspicion that the next window does not confirm', () => {
    const suspected = nextState(state, evaluated, verdict('suspected'), now);
    const quiet = nextState(suspected, evaluated, verdict('no_drift'), now);
    expect(quiet).not.toHaveProperty('driftsAfter');
    expect(quiet).not.toHaveProperty('correlationId');
  });

  it('lets windows without drift join the reference until it is full', () => {
    const quiet = nextState(state, { ...evaluated, comparison: { drifted: false } }, verdict('no_drift'), now);
    expect(quiet.quiet).toEqual([{ from: 51, to: 90 }]);
    const full = { ...windows, referenceFull: true, current: observations(91, 130) };
    const later = { ...evaluated, comparison: { drifted: false }, windows: full };
    expect(nextState(quiet, later, verdict('no_drift'), now).quiet).toEqual(quiet.quiet);
  });

  it.each<Verdict['status']>(['suspected', 'drift', 'cooldown'])('lets no window join that is judged %s', (status) => {
    expect(nextState(state, evaluated, verdict(status), now).quiet).toEqual([]);
  });

  it('lets nothing join that was not compared', () => {
    expect(nextState(state, { ...evaluated, comparison: undefined }, verdict('no_drift'), now).quiet).toEqual([]);
  });

  it('does not alarm twice about the same labels', () => {
    const alarming = { ...evaluated, comparison: undefined, feedbackDrifted: true, feedbackThrough: 40 };
    const alarmed = nextState(state, alarming, verdict('drift'), now);
    expect(alarmed).toMatchObject({ feedbackThrough: 40, driftsAfter: 50, evaluatedTo: 50 });
    const bare = { ...alarming, windows: { ...windows, reference: observations(1, 20), current: [] } };
    expect(nextState(state, bare, verdict('drift'), now).driftsAfter).toBe(19);
    // Labels tell of earlier tickets than those that are not compared yet.
    expect(nextState(state, { ...bare, feedbackSince: 7 }, verdict('drift'), now).driftsAfter).toBe(6);
  });

  it('keeps the labels of an alarm that nobody was told of, and passes those that were quiet for long', () => {
    const alarming = { ...evaluated, comparison: undefined, feedbackDrifted: true, feedbackThrough: 40 };
    const told = { ...state, feedbackThrough: 10 };
    expect(nextState(told, alarming, verdict('cooldown'), now).feedbackThrough).toBe(10);
    const quiet = { ...alarming, feedbackDrifted: false };
    expect(nextState(told, quiet, verdict('no_drift'), now).feedbackThrough).toBe(40);
    expect(nextState(told, { ...quiet, feedbackThrough: undefined }, verdict('no_drift'), now).feedbackThrough).toBe(
      10,
    );
  });
});
