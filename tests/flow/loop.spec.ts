import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { groupBy } from '@driftdesk/ml';
import { eventually } from '../support/eventually.js';
import { loopDesk, play, type PlayedTicket, roomTickets, rolloutIn, usualTickets } from '../support/loop-desk.js';
import type { PreparedDesk } from '../support/prepared-desk.js';

const loopMs = 300_000;

describe('the loop', () => {
  let desk: PreparedDesk;
  beforeEach(async () => {
    desk = await loopDesk();
  }, loopMs);
  afterEach(() => desk.remove());

  const get = async (path: string) => (await desk.call('GET', path)).body;
  const champion = async () => (await get('/v1/models/ticket-triage')).champion as string;
  /** A promotion is written first and loaded then. */
  const serves = (version: string) =>
    eventually(async () => expect((await get('/v1/models/ticket-triage')).loaded).toBe(version));
  const addLabel = (label: string) => desk.call('POST', '/v1/models/ticket-triage/labels', { head: 'queue', label });
  /** The queues that the champion gives these tickets. */
  const guesses = (tickets: readonly PlayedTicket[]) =>
    Promise.all(
      tickets.map(async ({ subject, body }) => {
        const { predictions } = (await desk.call('POST', '/v1/models/ticket-triage/predict', { subject, body })).body;
        return predictions[0].heads.queue.label as string;
      }),
    );
  /** The queue that it gives most of them. */
  const commonestGuess = async (tickets: readonly PlayedTicket[]) => {
    const counts = [...groupBy(await guesses(tickets), (guess) => guess)].sort(
      ([, left], [, right]) => right.length - left.length,
    );
    return counts[0]?.[0] ?? '';
  };
  const rooms = { body: 'The projector in meeting room 9 shows no picture, guests wait outside' };

  it(
    'takes a topic that nobody knew from the first drifted window to a version that serves it, with no other call',
    async () => {
      const before = await champion();
      await addLabel('meeting-rooms');
      // A look at 60 tickets may find up to 89, which fill the reference and no window yet: another 60 must follow.
      await play(desk, usualTickets(0, 150));
      await eventually(async () =>
        expect((await get('/v1/drift/reports?limit=1')).items[0]).toMatchObject({ status: 'no_drift' }),
      );
      expect((await get('/v1/rollouts')).items).toEqual([]);
      await play(desk, [...roomTickets(0, 90), ...usualTickets(150, 30)]);
      const rollout = await rolloutIn(desk, ['watching', 'kept']);
      const version = rollout.version as string;
      expect(rollout).toMatchObject({ champion: before, gates: expect.any(Array), replay: { erased: 0 } });
      expect(rollout.gates?.filter(({ passed }) => !passed)).toEqual([]);
      expect(rollout.replay?.changes[0]?.to).toBe('meeting-rooms');
      expect(await champion()).toBe(version);
      await serves(version);
      const served = await desk.call('POST', '/v1/tickets', rooms, { prefer: 'wait=30' });
      expect(served.body).toMatchObject({ queue: { label: 'meeting-rooms' }, model: { version } });

      const report = await get(`/v1/drift/reports/${rollout.reportId}`);
      expect(report).toMatchObject({ status: 'drift', version: before, rolloutId: rollout.id });
      expect(report.correlationId).toBe(rollout.correlationId);
      expect(report.rootCause.terms.map(({ term }: { term: string }) => term)).toContain('meeting');

      // Twenty more labels that agree with it, and it is kept.
      await play(desk, roomTickets(200, 24));
      const kept = await rolloutIn(desk, ['kept'], rollout.id);
      expect(kept.watch).toMatchObject({ verdict: 'kept', error: expect.any(Number) });
      const order = [
        'drifted',
        'detected',
        'labelled',
        'trained',
        'validated',
        'promoted',
        'serving',
        'watched',
      ] as const;
      const times = order.map((station) => kept.stations[station] as string);
      expect(times).toEqual([...times].sort());
      expect(times.every((time) => typeof time === 'string')).toBe(true);
    },
    loopMs,
  );

  it(
    'rejects a candidate that is worse on what came last, which then cannot be promoted',
    async () => {
      const before = await champion();
      await desk.call('PUT', '/v1/loop', { paused: true });
      await play(desk, usualTickets(0, 60));
      // Agents see it otherwise than the champion at first, and come round to it in the end.
      const usualGuess = await commonestGuess(roomTickets(400, 20));
      const other = usualGuess === 'payroll' ? 'facilities' : 'payroll';
      await play(desk, roomTickets(0, 90, other));
      await play(desk, roomTickets(90, 50, usualGuess));
      await rolloutIn(desk, ['waiting_labels']);
      await desk.call('PUT', '/v1/loop', { paused: false });
      const rollout = await rolloutIn(desk, ['rejected']);
      expect(rollout.gates?.find(({ gate }) => gate.kind === 'better' && gate.part === 'slice')?.passed).toBe(false);
      expect(rollout.reason).toContain('queue: accuracy on');
      expect(await champion()).toBe(before);
      const promotion = await desk.call('POST', `/v1/models/ticket-triage/versions/${rollout.version}/promote`, {});
      expect(promotion.status).toBe(409);
      expect(promotion.body.code ?? promotion.body.type).toContain('version_rejected');
      expect(promotion.body.detail).toContain('queue: accuracy on');
    },
    loopMs,
  );

  it(
    'takes a version back that turns bad live',
    async () => {
      const before = await champion();
      await addLabel('meeting-rooms');
      await play(desk, usualTickets(0, 60));
      await play(desk, roomTickets(0, 130));
      const promoted = await rolloutIn(desk, ['watching']);
      await serves(promoted.version as string);
      // From now on agents say what the version before would have said of such tickets.
      const ids = await play(desk, roomTickets(300, 24), false);
      expect(new Set(await guesses(roomTickets(300, 24)))).toEqual(new Set(['meeting-rooms']));
      for (const id of ids) await desk.call('POST', `/v1/tickets/${id}/feedback`, { queue: 'facilities' });
      const rollout = await rolloutIn(desk, ['rolled_back']);
      expect(rollout).toMatchObject({
        id: promoted.id,
        watch: { verdict: 'worse' },
        reason: expect.stringContaining('It errs on'),
      });
      expect(await champion()).toBe(before);
      await serves(before);
      const served = await desk.call('POST', '/v1/tickets', rooms, { prefer: 'wait=30' });
      expect(served.body).toMatchObject({ model: { version: before } });
      const { items } = await get('/v1/audit?subject=ticket-triage&actor=driftdesk');
      expect(items.slice(0, 3)).toMatchObject([
        { action: 'model.rolled-back', facts: { version: before, from: promoted.version } },
        { action: 'model.promoted', facts: { version: promoted.version, from: before } },
        { action: 'model.gates-decided', outcome: 'success', correlationId: promoted.correlationId },
      ]);
    },
    loopMs,
  );

  it(
    'proposes and waits for a person when it is told to, and does nothing while it is paused',
    async () => {
      const before = await champion();
      await addLabel('meeting-rooms');
      expect((await desk.call('PUT', '/v1/loop', { autonomy: 'propose', paused: true })).body).toMatchObject({
        paused: true,
      });
      await play(desk, usualTickets(0, 60));
      await play(desk, roomTickets(0, 130));
      const waiting = await rolloutIn(desk, ['waiting_labels']);
      expect(waiting.labels?.have).toBeGreaterThanOrEqual(waiting.labels?.need ?? Infinity);
      expect((await get('/v1/training-runs')).items).toHaveLength(1);
      expect((await get('/v1/drift/labels-needed')).waiting).toBe(true);
      await desk.call('PUT', '/v1/loop', { paused: false });
      const proposed = await rolloutIn(desk, ['proposed']);
      expect(await champion()).toBe(before);
      await desk.call('POST', `/v1/models/ticket-triage/versions/${proposed.version}/promote`, {
        reason: 'looks good',
      });
      await rolloutIn(desk, ['watching']);
      await eventually(async () => expect((await rolloutIn(desk, ['watching'])).stations.serving).toBeDefined());
      expect(await champion()).toBe(proposed.version);
    },
    loopMs,
  );
});
