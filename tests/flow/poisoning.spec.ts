import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { logIn, password } from '../support/access-desk.js';
import {
  loopDesk,
  play,
  type PlayedTicket,
  roomTickets,
  rolloutIn,
  smallLoop,
  usualTickets,
} from '../support/loop-desk.js';
import type { PreparedDesk } from '../support/prepared-desk.js';

const swapped: Readonly<Record<string, string>> = { payroll: 'facilities', facilities: 'payroll' };
const queueOf = (ticket: PlayedTicket | undefined) => ticket?.labels?.['queue'] ?? '';
const honest = 12;
/** Honest labels show hardly an error, so a training waits for four times the fewest: 160, a tenth of them the liar's. */
const each = 13;
const wholeMs = 420_000;

describe('an agent who labels against the truth', () => {
  let desk: PreparedDesk;
  beforeAll(async () => {
    desk = await loopDesk();
    await desk.stop();
    const access = { ACCESS_CONTROL: 'on', ADMIN_PASSWORD: password };
    await desk.start({ ...smallLoop, ...access, RATE_LIMIT_ADDRESS: '1000000', RATE_LIMIT_CALLER: '1000000' });
  }, wholeMs);
  afterAll(() => desk.remove());

  it(
    'cannot teach the model alone, however many labels he gives',
    async () => {
      const admin = await logIn(desk, 'admin');
      const agent = async (name: string) => {
        await desk.call('POST', '/v1/users', { name, password, role: 'agent' }, admin.headers);
        return (await logIn(desk, name)).headers;
      };
      const asAdmin = {
        ...desk,
        call: (...[method, path, body, headers]: Parameters<PreparedDesk['call']>) =>
          desk.call(method, path, body, { ...admin.headers, ...headers }),
      } as PreparedDesk;
      const label = (id: string, queue: string, headers: Readonly<Record<string, string>>) =>
        desk.call('POST', `/v1/tickets/${id}/feedback`, { queue }, headers);

      // What the model does right is known before somebody says otherwise.
      const before = usualTickets(0, 60);
      const ann = await agent('ann');
      for (const [at, id] of (await play(asAdmin, before, false)).entries()) {
        await label(id, queueOf(before[at]), ann);
      }
      const poisoned = usualTickets(60, 100);
      const mallory = await agent('mallory');
      const ids = await play(asAdmin, poisoned, false);
      for (const [at, id] of ids.entries()) {
        const { status } = await label(id, swapped[queueOf(poisoned[at])] ?? '', mallory);
        expect(status).toBe(200);
      }
      // Errors that he alone sees are no drift.
      const { body: report } = await asAdmin.call('POST', '/v1/drift/evaluations', {});
      expect(report.feedback?.drifted ?? false).toBe(false);
      expect((await asAdmin.call('GET', '/v1/rollouts?limit=1')).body.items).toEqual([]);

      // A new topic is. He labels all of it, and nothing is learned from him alone.
      const rooms = roomTickets(0, 130);
      for (const id of await play(asAdmin, rooms, false)) await label(id, 'payroll', mallory);
      await asAdmin.call('POST', '/v1/drift/evaluations', {});
      const waiting = await rolloutIn(asAdmin, ['waiting_labels']);
      expect(waiting.labels).toMatchObject({ have: 0, need: 40 });
      expect(waiting.labels?.given).toBeGreaterThan(40);

      const right = usualTickets(160, each * honest);
      const rightIds = await play(asAdmin, right, false);
      for (let n = 0; n < honest; n++) {
        const headers = await agent(`agent-${n}`);
        for (let at = each * n; at < each * (n + 1); at++)
          await label(rightIds[at] as string, queueOf(right[at]), headers);
      }
      const rollout = await rolloutIn(asAdmin, ['rejected', 'watching', 'kept']);
      // Beside the import: labels of the honest, and of Ann and him at most a tenth of all each, early ones included.
      const run = (await asAdmin.call('GET', `/v1/training-runs/${rollout.trainingRunId}`)).body;
      const learned = run.examples - 300;
      expect(learned).toBeGreaterThanOrEqual(each * honest);
      expect(learned).toBeLessThanOrEqual((each * honest) / 0.8);
      for (const ticket of usualTickets(500, 20)) {
        const { subject, body } = ticket;
        const reply = await asAdmin.call('POST', '/v1/models/ticket-triage/predict', { subject, body });
        expect(reply.body.predictions[0].heads.queue.label).toBe(queueOf(ticket));
      }
    },
    wholeMs,
  );
});
