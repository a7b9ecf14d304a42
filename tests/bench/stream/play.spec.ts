import type { Example } from '@driftdesk/contracts';
import { describe, expect, it } from '@jest/globals';
import type { Arm } from './arm.js';
import { play } from './play.js';
import type { StreamTicket } from './tickets.js';

const ticket = (at: number): StreamTicket => ({
  ...{ at, text: `t${at}`, embedding: new Float32Array(), label: 'a', example: {} as Example },
  labelled: at % 3 === 0,
});

describe('play', () => {
  it('predicts each ticket once and in order, long before its label comes', async () => {
    const played = Array.from({ length: 95 }, (_, row) => ticket(200 + row));
    const served: number[] = [];
    const labelled: { at: number; after: number }[] = [];
    const settled: number[] = [];
    const arm: Arm = {
      async serve(tickets) {
        served.push(...tickets.map(({ at }) => at));
        return tickets.map(({ text }) => text);
      },
      async label(tickets) {
        labelled.push(...tickets.map(({ at }) => ({ at, after: served.at(-1) as number })));
      },
      settle: async (next) => void settled.push(next),
      close: async () => undefined,
    };
    const predicted = await play(arm, played, 40, () => undefined);
    expect(served).toEqual(played.map(({ at }) => at));
    expect(predicted).toEqual(played.map(({ text }) => text));
    // Each in the step in which the fortieth ticket after it came.
    expect(labelled.map(({ at }) => at)).toEqual(
      played.filter((one) => one.labelled && one.at <= 254).map(({ at }) => at),
    );
    for (const { at, after } of labelled) expect([after >= at + 40, after < at + 50]).toEqual([true, true]);
    expect(settled).toEqual([210, 220, 230, 240, 250, 260, 270, 280, 290, 295]);
  });
});
