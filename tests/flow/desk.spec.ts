import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ticketViewSchema } from '@driftdesk/contracts';
import { eventually } from '../support/eventually.js';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';

const fix = 'Hold the steam button for seven seconds, then descale the kaffeomat with the blue tablets.';

describe('what people do with tickets, over HTTP', () => {
  let desk: PreparedDesk;
  beforeAll(async () => void (desk = await preparedDesk()));
  afterAll(() => desk.remove());

  const submit = async (body: Record<string, unknown>) => {
    const reply = await desk.call('POST', '/v1/tickets', body, { prefer: 'wait=20' });
    return ticketViewSchema.parse(reply.body);
  };
  const knows = async (query: string) => {
    const { body } = await desk.call('POST', '/v1/knowledge/search', { query });
    return body.passages.some(({ text }: { text: string }) => text.includes('kaffeomat'));
  };

  it('an agent takes what waits, answers, corrects and resolves; the requester reopens', async () => {
    const { id, status } = await submit({ body: 'the coffee machine insulted me' });
    expect(status).toBe('needs_human');
    const waiting = await desk.call('GET', '/v1/tickets?status=needs_human');
    expect(waiting.body.items.map((ticket: { id: string }) => ticket.id)).toContain(id);

    const assigned = await desk.call('POST', `/v1/tickets/${id}/assignee`, { assignee: 'ada' });
    expect(assigned.body.assignee).toBe('ada');
    const mine = await desk.call('GET', '/v1/tickets?assignee=ada');
    expect(mine.body.items).toHaveLength(1);

    const feedback = await desk.call('POST', `/v1/tickets/${id}/feedback`, { queue: 'hardware', urgency: 'low' });
    expect(feedback.body.queue).toMatchObject({ corrected: 'hardware' });
    const inQueue = await desk.call('GET', '/v1/tickets?queue=hardware&urgency=low');
    expect(inQueue.body.items.map((ticket: { id: string }) => ticket.id)).toContain(id);

    const replied = await desk.call('POST', `/v1/tickets/${id}/replies`, { text: 'What did it say?' });
    expect(replied.status).toBe(201);
    const resolved = await desk.call('POST', `/v1/tickets/${id}/resolve`, { resolution: 'It was having a bad day.' });
    expect(resolved.body).toMatchObject({ status: 'resolved' });
    expect(resolved.body.replies.map(({ text }: { text: string }) => text)).toEqual([
      'What did it say?',
      'It was having a bad day.',
    ]);
    expect(resolved.body.replies[0].author).toEqual({ id: 'local', role: 'admin' });
    expect((await desk.call('POST', `/v1/tickets/${id}/resolve`, {})).status).toBe(409);

    const reopened = await desk.call('POST', `/v1/tickets/${id}/reopen`, { comment: 'It did it again.' });
    expect(reopened.body).toMatchObject({ status: 'needs_human', reason: 'reopened' });
    expect((await desk.call('POST', `/v1/tickets/${id}/reopen`, {})).status).toBe(409);
    const events = reopened.body.timeline.map(({ event }: { event: string }) => event);
    expect(events).toEqual(expect.arrayContaining(['assigned', 'feedback', 'replied', 'resolved', 'reopened']));
  });

  it('a resolution becomes knowledge when the agent says so and the requester allows', async () => {
    const refused = await submit({ body: 'the coffee machine is leaking', consent: { training: false } });
    await desk.call('POST', `/v1/tickets/${refused.id}/resolve`, { resolution: fix, addToKnowledge: true });
    const silent = await submit({ body: 'the coffee machine is leaking' });
    await desk.call('POST', `/v1/tickets/${silent.id}/resolve`, { resolution: fix });
    const allowed = await submit({ subject: 'Coffee machine leaks', body: 'the coffee machine is leaking' });
    await desk.call('POST', `/v1/tickets/${allowed.id}/resolve`, { resolution: fix, addToKnowledge: true });
    await eventually(async () => expect(await knows('coffee machine leaks')).toBe(true));

    const { body } = await desk.call('GET', '/v1/knowledge/documents?limit=200');
    const learned = body.items.filter(({ source }: { source: string }) => source === 'resolution');
    expect(learned).toEqual([expect.objectContaining({ title: 'Coffee machine leaks' })]);

    const next = await submit({ subject: 'Coffee machine leaks', body: 'the coffee machine is leaking all over' });
    expect(next.passages[0]?.documentId).toBe(learned[0].id);
    const removed = await desk.call('DELETE', `/v1/knowledge/documents/${learned[0].id}`);
    expect(removed.status).toBe(204);
    expect(await knows('coffee machine leaks')).toBe(false);
  });

  it('documents are created, changed and deleted; search follows at once', async () => {
    const document = {
      title: 'Quantum stapler',
      body: '## Steps\n1. Align the quantum stapler with the moon.\n\n## Checks\n- It hums.',
      queue: 'hardware',
    };
    const created = await desk.call('POST', '/v1/knowledge/documents', document);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ passages: 2, language: 'en', source: 'api' });
    const path = created.headers.get('location') ?? '';
    const find = async () =>
      (await desk.call('POST', '/v1/knowledge/search', { query: 'quantum stapler does not align', limit: 1 })).body
        .passages[0];
    expect(await find()).toMatchObject({ title: 'Quantum stapler', section: 'Steps' });
    const changed = await desk.call('PUT', path, { ...document, body: document.body.replace('moon', 'sun') });
    expect(changed.status).toBe(200);
    expect((await find()).text).toContain('sun');
    expect((await desk.call('DELETE', path)).status).toBe(204);
    expect((await desk.call('GET', path)).status).toBe(404);
    expect((await find())?.title).not.toBe('Quantum stapler');
  });
});
