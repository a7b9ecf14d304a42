import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ticketViewSchema } from '@driftdesk/contracts';
import { eventually } from '../support/eventually.js';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';
import { readEvents } from '../support/server-sent-events.js';

describe('from a ticket to its answer, over HTTP', () => {
  let desk: PreparedDesk;
  beforeAll(async () => void (desk = await preparedDesk({ environment: { LOG_LEVEL: 'debug' } })));
  afterAll(() => desk.remove());

  const submit = (body: unknown, headers: Record<string, string> = {}) =>
    desk.call('POST', '/v1/tickets', body, { prefer: 'wait=20', ...headers });

  it('answers with sentences that stand in the cited articles', async () => {
    const { status, body } = await submit({
      subject: 'VPN keeps disconnecting',
      body: 'Since this morning the VPN drops every few minutes and I have to sign in again each time.',
    });
    expect(status).toBe(200);
    const ticket = ticketViewSchema.parse(body);
    expect(ticket).toMatchObject({ status: 'answered', language: 'en' });
    expect(ticket.queue?.label).toBe('network');
    expect(ticket.answer).toMatchObject({ provider: 'extractive', grounded: true });
    const citations = ticket.answer?.citations ?? [];
    expect(citations.length).toBeGreaterThan(0);
    for (const { n, documentId } of citations) {
      expect(ticket.answer?.text).toContain(`[${n}]`);
      const { body: document } = await desk.call('GET', `/v1/knowledge/documents/${documentId}`);
      const plain = (document.body as string).replace(/[*`_#>]/g, '');
      const quoted = ticket.answer?.text.split('\n').filter((line) => line.includes(`[${n}]`)) ?? [];
      for (const line of quoted) {
        const sentence = line
          .replace(/(?<!\s)\s*\[\d+\]/g, '')
          .replace(/^(?:\d+[.)]|[-•–])\s*/, '')
          .trim();
        expect(plain).toContain(sentence.replace(/[*`_]/g, ''));
      }
    }
    expect(ticket.timeline.map(({ event }) => event)).toEqual([
      'received',
      'classified',
      'context_retrieved',
      'answered',
    ]);
    expect(ticket.model?.name).toBe('ticket-triage');
  });

  it('answers a French ticket from a French article', async () => {
    const { body } = await submit({
      body: 'Bonjour, mes documents restent bloqués dans la file d’impression et rien ne sort de l’imprimante.',
    });
    const ticket = ticketViewSchema.parse(body);
    expect(ticket).toMatchObject({ status: 'answered', language: 'fr' });
    const cited = ticket.answer?.citations.map(({ documentId }) => documentId) ?? [];
    const languages = ticket.passages
      .filter(({ documentId }) => cited.includes(documentId))
      .map(({ language }) => language);
    expect(new Set(languages)).toEqual(new Set(['fr']));
  });

  it('hands over what it does not know, and makes nothing up', async () => {
    const { body } = await submit({ body: 'the coffee machine insulted me' });
    const ticket = ticketViewSchema.parse(body);
    expect(ticket.status).toBe('needs_human');
    expect(ticket.reason).toBe('out_of_scope');
    expect(ticket.answer).toBeUndefined();
  });

  it('accepts without waiting, and tells where the ticket is', async () => {
    const accepted = await desk.call('POST', '/v1/tickets', { body: 'Outlook does not receive any mail' });
    expect(accepted.status).toBe(202);
    expect(accepted.body.status).toBe('received');
    expect(accepted.headers.get('location')).toBe(`/v1/tickets/${accepted.body.id}`);
    const events = await readEvents(`${desk.url}/v1/tickets/${accepted.body.id}/events`, ({ data }) =>
      ['answered', 'needs_human'].includes((data as { status: string }).status),
    );
    expect(events[0]?.event).toBe('ticket');
    const { body } = await desk.call('GET', `/v1/tickets/${accepted.body.id}`);
    expect(events.at(-1)?.data).toEqual(body);
  });

  it('stores a repeated Idempotency-Key once, and refuses the key with another body', async () => {
    const headers = { 'idempotency-key': 'key-1' };
    const body = { body: 'My keyboard types double letters' };
    const attempts = await Promise.all([1, 2, 3].map(() => desk.call('POST', '/v1/tickets', body, headers)));
    expect(new Set(attempts.map(({ body: { id } }) => id)).size).toBe(1);
    const reused = await desk.call('POST', '/v1/tickets', { body: 'Something else' }, headers);
    expect([reused.status, reused.body.code]).toEqual([409, 'idempotency_key_reused']);
  });

  it('pages through tickets, newest first, each once', async () => {
    for (let n = 0; n < 5; n += 1) await desk.call('POST', '/v1/tickets', { body: `Monitor flickers, case ${n}` });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { status, body } = await desk.call('GET', `/v1/tickets?limit=2${query}`);
      expect(status).toBe(200);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect([...seen].sort().reverse()).toEqual(seen);
  });

  it('carries one correlation id from the request through every event', async () => {
    const correlationId = 'flow-test-7';
    const { body, headers } = await submit(
      { body: 'VPN will not connect from home' },
      { 'x-correlation-id': correlationId },
    );
    expect(headers.get('x-correlation-id')).toBe(correlationId);
    const expected = [
      'tickets.submitted.v1',
      'tickets.classified.v1',
      'tickets.context-retrieved.v1',
      'tickets.answered.v1',
    ];
    await eventually(() => {
      const lines = desk.log.filter((line) => line['correlationId'] === correlationId);
      expect(lines.map((line) => line['topic'])).toEqual(expect.arrayContaining(expected));
      expect(lines).toContainEqual(expect.objectContaining({ msg: 'ticket finished', ticketId: body.id }));
      return Promise.resolve();
    });
  });

  it('classifies one text and a batch alike', async () => {
    const path = '/v1/models/ticket-triage/predict';
    const tickets = [
      { body: 'The printer on the third floor has a paper jam' },
      { subject: 'Phishing?', body: 'I clicked a link in a strange mail' },
    ];
    const batch = await desk.call('POST', path, { tickets });
    expect(batch.status).toBe(200);
    expect(batch.body.model.trainedOn).toBe('demo data');
    expect(batch.body.predictions.map((p: { heads: { queue: { label: string } } }) => p.heads.queue.label)).toEqual([
      'printing',
      'security',
    ]);
    for (const [index, ticket] of tickets.entries()) {
      const single = await desk.call('POST', path, ticket);
      const [alone] = single.body.predictions;
      const together = batch.body.predictions[index];
      for (const head of ['queue', 'urgency']) {
        expect(alone.heads[head].label).toBe(together.heads[head].label);
        expect(alone.heads[head].confidence).toBeCloseTo(together.heads[head].confidence, 5);
      }
    }
    const full = await desk.call('POST', path, {
      tickets: Array.from({ length: 256 }, (_, n) => ({ body: `printer ${n}` })),
    });
    expect(full.body.predictions).toHaveLength(256);
  });

  it('tells what serves, and what it was trained on', async () => {
    const { body: model } = await desk.call('GET', '/v1/models/ticket-triage');
    expect(model).toMatchObject({ status: 'ok', trainedOn: 'demo data' });
    expect(model.loaded).toBe(model.champion);
    const { body: versions } = await desk.call('GET', '/v1/models/ticket-triage/versions');
    expect(versions.items).toEqual([expect.objectContaining({ version: model.champion, aliases: ['champion'] })]);
    const { body: card } = await desk.call('GET', `/v1/models/ticket-triage/versions/${model.champion}`);
    expect(card.heads.map(({ name }: { name: string }) => name)).toEqual(['queue', 'urgency']);
    expect(card.data.holdoutRows).toBeGreaterThan(500);
  });

  it('reports health and metrics, and leads from / to the documentation', async () => {
    expect((await desk.call('GET', '/health/live')).body).toEqual({ status: 'up' });
    expect(await desk.call('GET', '/health/ready')).toMatchObject({ status: 200, body: { status: 'up' } });
    const { body: metrics } = await desk.call('GET', '/metrics');
    for (const name of [
      'driftdesk_events_handled_total',
      'driftdesk_ticket_seconds_bucket',
      'driftdesk_http_request_seconds',
      'nodejs_eventloop_lag_p99_seconds',
    ]) {
      expect(metrics).toContain(name);
    }
    const root = await desk.call('GET', '/');
    expect([root.status, root.headers.get('location')]).toEqual([302, '/docs']);
    expect((await desk.call('GET', '/docs')).body).toContain('src="/docs/start.js"');
    expect((await desk.call('GET', '/docs/start.js')).body).toContain('SwaggerUIBundle');
  });
});
