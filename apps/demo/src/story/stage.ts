import { setTimeout as pause } from 'node:timers/promises';
import type { DeskClient } from '@driftdesk/desk-client';
import type { Situation } from '../desk/situation.js';
import { DemoProblem } from '../demo-problem.js';
import { type Play, play } from '../stream/player.js';
import type { DemoModel } from '../stream/demo-model.js';
import { hindrance } from './hindrance.js';
import type { Tell } from './line.js';
import type { Observer } from './observer.js';

/** Between two looks at the desk. */
export const lookMs = 1_000;
/** How long the desk may take to digest what it was sent last. */
const patienceMs = 60_000;

/** What every scene of the demo works with. */
export interface Stage {
  readonly desk: DeskClient;
  readonly model: DemoModel;
  readonly observer: Observer;
  readonly tell: Tell;
  readonly signal: AbortSignal;
}

/** Tickets to play until something happens; `most` is the upper bound by which it should have happened. */
export interface Scene extends Omit<Play, 'enough'> {
  readonly until: (situation: Situation) => boolean;
  /** Whether the tickets are labelled so that the loop tries again after a rejection. */
  readonly again?: boolean;
  /** Why it has not happened. */
  readonly otherwise: (situation: Situation) => string;
}

/** Plays until it happens. @throws DemoProblem when it does not, or the desk does not go on by itself */
export async function playUntil(stage: Stage, { until, otherwise, again, ...scene }: Scene): Promise<Situation> {
  let [happened, through] = [false, false];
  const playing = play(stage.desk, { ...scene, enough: () => happened }).finally(() => (through = true));
  // Awaited below; until then a failure must not count as one that nobody handles.
  playing.catch(() => undefined);
  try {
    for (let deadline = Infinity; ;) {
      const situation = await lookOn(stage, until, again);
      if (until(situation)) return situation;
      if (through) {
        await playing;
        deadline = Math.min(deadline, performance.now() + patienceMs);
      }
      if (performance.now() > deadline) throw new DemoProblem(otherwise(situation));
      await pause(lookMs, undefined, { signal: stage.signal });
    }
  } finally {
    happened = true;
    await playing;
  }
}

/** Waits without tickets, however long it takes. @throws DemoProblem when the desk does not go on by itself */
export async function waitUntil(stage: Stage, until: Scene['until']): Promise<Situation> {
  for (;;) {
    const situation = await lookOn(stage, until);
    if (until(situation)) return situation;
    await pause(lookMs, undefined, { signal: stage.signal });
  }
}

/** Looks once. @throws DemoProblem when what is waited for has not happened, and the desk does not go on by itself */
export async function lookOn(
  { observer }: Stage,
  until: Scene['until'] = () => false,
  again: Scene['again'] = false,
): Promise<Situation> {
  const situation = await observer.look();
  const held = until(situation) ? undefined : hindrance(situation, again);
  if (held !== undefined) throw new DemoProblem(held);
  return situation;
}
