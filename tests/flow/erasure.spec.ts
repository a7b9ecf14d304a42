import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Erasure, TicketView } from '@driftdesk/contracts';
import { type AccessDesk, accessDesk, type Actor } from '../support/access-desk.js';
import { eventually } from '../support/eventually.js';
import { solvedTickets } from '../support/solved-tickets.js';
import { placesOf } from '../support/stored-text.js';

// A training, on a machine that is busy with other tests.
jest.setTimeout(400_000);

const word = 'Quuxwalrus';
const planted = `The violet ${word} of Hildegard Zwiebelhuber chews my mailbox`;
const problem = {
  subject: 'VPN keeps disconnecting',
  body: 'Since this morning the VPN drops every few minutes and I have to sign in again each time.',
};

describe('erasing a requester', () => {
  let access: AccessDesk;
  // Without demo data a run learns from what people labelled alone, which takes seconds.
  beforeAll(async () => void (access = await accessDesk({ DEMO_DATA: 'false' })));
  afterAll(() => access.desk.remove());

  const as = async (actor: Actor, method: string, path: string, body?: unknown, headers = {}) =>
    access.desk.call(method, path, body, { ...actor.headers, ...headers });
  const submit = async (actor: Actor, ticket: object, headers = {}) =>
    (await as(actor, 'POST', '/v1/tickets', ticket, { prefer: 'wait=30', ...headers })).body as TicketView;
  const dataOf = ({ id }: Actor) => `/v1/requesters/${id}/data`;

  async function trained(): Promise<void> {
    const tickets = solvedTickets(200).map(({ id, title, text, team, priority }) => ({
      ...{ externalId: id, subject: title, body: text, labels: { queue: team, urgency: priority } },
    }));
    const imported = await as(access.admin, 'POST', '/v1/imports/tickets', { tickets });
    expect(imported.body.results).toHaveLength(200);
    const { id } = (await as(access.admin, 'POST', '/v1/training-runs', { model: 'ticket-triage' })).body;
    await eventually(async () => {
      const { body } = await as(access.admin, 'GET', `/v1/training-runs/${id}`);
      expect(body).toMatchObject({ status: 'trained' });
    }, 200_000);
  }

  it('empties every copy of what he wrote, and says so; what others wrote stays', async () => {
    const { ada, bob, agent, admin, desk } = access;
    // Every way of a text through the desk: ticket, reply, feedback, knowledge, another's passages, example, snapshot.
    const mail = { subject: `Mailbox: ${planted}`, body: `${planted}. Outlook says 0x800CCC0E. Please help.` };
    const own = await submit(ada, { ...mail, externalId: word }, { 'idempotency-key': word });
    await as(ada, 'POST', `/v1/tickets/${own.id}/replies`, { text: `Still: ${planted}` });
    await as(agent, 'POST', `/v1/tickets/${own.id}/feedback`, { queue: 'email', comment: planted });
    const resolution = `# Steps\n1. Close Outlook.\n2. Tell the ${word} to leave the mailbox.\n\n${planted}.`;
    await as(agent, 'POST', `/v1/tickets/${own.id}/resolve`, { resolution, addToKnowledge: true });
    await eventually(async () => {
      const { body } = await as(agent, 'POST', '/v1/knowledge/search', { query: planted });
      expect(JSON.stringify(body)).toContain(word);
    });
    const quoting = await submit(bob, {
      body: 'A violet animal of somebody chews my mailbox. Outlook says 0x800CCC0E.',
    });
    expect(JSON.stringify(quoting.passages)).toContain(word);
    const others = await submit(bob, problem);
    await trained();
    expect(await desk.stop()).toBe(0);
    expect(await placesOf(desk.home, word)).toEqual(
      expect.arrayContaining([
        'gateway.feedback.comment',
        'gateway.idempotency_keys.key',
        'gateway.replies.text',
        'gateway.tickets.body',
        'gateway.tickets.passages',
        'messaging.events.payload',
        'monitor.examples.body',
        'monitor.observations.text',
        'rag.documents.body',
        'rag.passages.text',
      ]),
    );
    expect(await readdir(join(desk.home, 'training-cache'))).not.toEqual([]);
    await desk.start();

    for (const actor of [ada, agent]) {
      expect((await as(actor, 'DELETE', dataOf(ada))).status).toBe(403);
      expect((await as(actor, 'GET', dataOf(ada))).status).toBe(403);
    }
    const exported = (await as(admin, 'GET', dataOf(ada))).body;
    expect(exported.tickets.map(({ id }: TicketView) => id)).toEqual([own.id]);
    expect(JSON.stringify(exported.tickets)).toContain(`Still: ${planted}`);
    const asked = await as(admin, 'DELETE', dataOf(ada));
    expect(asked.status).toBe(202);
    expect((asked.body as Erasure).parts.find(({ place }) => place === 'tickets')).toMatchObject({
      ...{ status: 'done', erased: 1 },
    });
    await eventually(async () => {
      const { body } = await as(admin, 'DELETE', dataOf(ada));
      expect(body).toMatchObject({ id: asked.body.id, status: 'done' });
    }, 60_000);
    expect((await as(ada, 'GET', `/v1/tickets/${own.id}`)).status).toBe(404);
    const left = (await as(admin, 'GET', dataOf(ada))).body;
    expect(left).toMatchObject({ tickets: [], erasures: [{ id: asked.body.id, status: 'done' }] });
    expect((await as(admin, 'GET', dataOf({ ...ada, id: 'nobody' }))).status).toBe(404);
    expect((await as(bob, 'GET', `/v1/tickets/${others.id}`)).body).toMatchObject({ ...problem, status: 'answered' });
    expect((await as(bob, 'GET', `/v1/tickets/${quoting.id}`)).body.body).toContain('violet animal');
    const { body: audit } = await as(admin, 'GET', `/v1/audit?subject=${ada.id}&action=data.erased`);
    expect(audit.items).toEqual([
      expect.objectContaining({ actor: { id: admin.id, role: 'admin' }, facts: { tickets: 1 } }),
    ]);

    expect(await desk.stop()).toBe(0);
    expect(await placesOf(desk.home, word)).toEqual([]);
    expect(await placesOf(desk.home, 'Zwiebelhuber')).toEqual([]);
    expect(await readdir(join(desk.home, 'training-cache'))).toEqual([]);
    // The search itself finds what is there.
    expect(await placesOf(desk.home, 'violet animal')).toContain('gateway.tickets.body');
    await desk.start();
  });
});
