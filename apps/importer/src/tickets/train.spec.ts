import { describe, expect, it } from '@jest/globals';
import { trainedOn } from './train.js';
import { deskOf, plainCard } from './training-desk.fixture.js';

const id = (n: number) => `018f4f7e-0000-7000-8000-00000000000${n}`;
const runOf = (n: number, state: object) => ({
  ...{ id: id(n), model: 'triage', requestedBy: { id: 'ada', role: 'admin' }, createdAt: '2026-01-01T00:00:00Z' },
  ...state,
});
const earlier = runOf(1, { status: 'trained', version: 'v-1', examples: 7 });
const known = {
  'GET /v1/models/triage': { champion: 'v-0' },
  'GET /v1/models/triage/versions/v-0': plainCard,
  'GET /v1/models/triage/versions/v-1': plainCard,
  [`GET /v1/training-runs/${id(1)}`]: earlier,
};
const list = 'GET /v1/training-runs?limit=200';
const nothingNew = {
  ...{ type: 't', title: 'Conflict', status: 409, code: 'nothing_new', detail: 'There is nothing new to learn.' },
  conflictsWith: `/v1/training-runs/${id(1)}`,
};

describe('a training that would learn nothing new', () => {
  // The newest run is no help: it was cancelled, or began before the labels last changed.
  const others = { items: [runOf(2, { status: 'cancelled' }), earlier], nextCursor: null };

  it('is refused by the desk: the version of the earlier run is the answer', async () => {
    const desk = deskOf({ ...known, [list]: others, 'POST /v1/training-runs': nothingNew });
    const trained = await trainedOn(desk, 'triage', '2026-02-01T00:00:00Z', true);
    expect([trained.candidate.version, trained.champion?.version]).toEqual(['v-1', 'v-0']);
  });

  it('ends by itself, because labels were on their way when it was asked for', async () => {
    const repeating = runOf(3, { status: 'failed', reason: 'There is nothing new to learn.', repeats: id(1) });
    const desk = deskOf({ ...known, [list]: others, 'POST /v1/training-runs': repeating });
    expect((await trainedOn(desk, 'triage', undefined, false)).candidate.version).toBe('v-1');
  });

  it('is no excuse for another refusal', async () => {
    const refused = { ...nothingNew, code: 'something_else', detail: 'Not today.' };
    const desk = deskOf({ ...known, [list]: others, 'POST /v1/training-runs': refused });
    await expect(trainedOn(desk, 'triage', undefined, false)).rejects.toThrow('The desk refuses: Not today.');
  });
});
