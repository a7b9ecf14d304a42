import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { modelPromoted, ticketSubmitted } from '@driftdesk/contracts';
import { newEvent, publish } from '@driftdesk/messaging';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type ChatServer, json, quote, refuse, startChatServer } from '@driftdesk/llm/chat-server';
import { type AccessDesk, accessDesk, password } from '../support/access-desk.js';
import { eventually } from '../support/eventually.js';
import { withStore } from '../support/stored-text.js';

// The desk starts twice, each time on a machine that is busy with other tests.
jest.setTimeout(240_000);

/** What must not be told, by what it is. Each is one of a kind, so that it is found wherever it stands. */
const planted = {
  'an LLM key': 'sk-planted-llm-key-4f1d0e77aa',
  'a webhook’s token': 'planted-webhook-token-91bc33',
  'the body of a ticket': 'Wolpertinger Adelgunde',
  'the subject of a ticket': 'Nebelkrähe Kunigunde',
  'a reply': 'Rübezahl Ottilie',
  'an idempotency key': 'planted-idempotency-5ce1',
  'a password that was wrong': 'planted wrong password 77aa',
  'a new password': 'planted new password 88bb',
  'a name that nobody has': 'planted.stranger@example.com',
  'a query': 'planted-query-6b0f',
  'a token of nobody': 'planted-bearer-0d3c',
} as const;

describe('what is secret or personal', () => {
  let access: AccessDesk;
  let llm: ChatServer;
  const webhook = createServer((_, response) => void response.writeHead(500).end(planted['a webhook’s token']));
  /** Log lines and standard error of every start. */
  const told: string[] = [];
  const secrets = new Map<string, string>(Object.entries({ ...planted, 'everybody’s password': password }));

  beforeAll(async () => {
    llm = await startChatServer('openai-compatible');
    webhook.listen(0, '127.0.0.1');
    await once(webhook, 'listening');
    access = await accessDesk({
      LOG_LEVEL: 'trace',
      OPENAI_BASE_URL: `${llm.url}/v1`,
      OPENAI_MODEL: 'small',
      OPENAI_API_KEY: planted['an LLM key'],
      LLM_EXTERNAL: 'true',
      LLM_BREAKER_FAILURES: '3',
      DRIFT_WEBHOOK_URL: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/${planted['a webhook’s token']}`,
    });
  });
  afterAll(async () => {
    await access.desk.remove();
    await llm.close();
    webhook.close();
  });

  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    access.desk.call(method, path, body, headers);
  const keep = () => told.push(...access.desk.log.map((line) => JSON.stringify(line)), ...access.desk.errors);

  it('is in no line of the log, no error, no audit entry, whatever goes well or wrong', async () => {
    const { desk, ada, agent, admin } = access;
    for (const actor of [ada, agent, admin]) {
      secrets.set(`${actor.name}’s access token`, actor.tokens.accessToken);
      secrets.set(`${actor.name}’s refresh token`, actor.tokens.refreshToken);
    }
    await accounts();
    await tickets();
    await failures();
    keep();
    expect(await desk.stop()).toBe(0);
    await withStore(desk.home, plantFailures);
    await desk.start();
    await eventually(async () => {
      const { body } = await call('GET', '/v1/dead-letters', undefined, admin.headers);
      expect(body.items).toHaveLength(1);
    });
    await eventually(async () => expect(JSON.stringify(desk.log)).toContain('The webhook answered 500'));
    const refused = await call('GET', '/v1/dead-letters', undefined, admin.headers);
    const audit = await call('GET', '/v1/audit/export', undefined, admin.headers);
    expect(audit.body.split('\n').length).toBeGreaterThan(10);
    keep();
    expect(told.length).toBeGreaterThan(200);
    const everything = {
      log: told.join('\n'),
      audit: audit.body as string,
      'dead letters': JSON.stringify(refused.body),
    };
    const leaks = [...secrets].flatMap(([what, secret]) =>
      Object.entries(everything).flatMap(([where, text]) => (holds(text, secret) ? [`${what} in the ${where}`] : [])),
    );
    expect(leaks).toEqual([]);
  });

  it('is in no event that is not about the ticket itself', async () => {
    expect(await access.desk.stop()).toBe(0);
    const events = await withStore(access.desk.home, ({ sql }) =>
      sql.query<{ topic: string; payload: string }>('SELECT topic, payload FROM messaging.events'),
    );
    const about = (topic: string) => topic.startsWith('tickets.');
    expect(events.some(({ topic }) => about(topic)) && events.some(({ topic }) => !about(topic))).toBe(true);
    const ofTickets = ['the body of a ticket', 'the subject of a ticket'];
    const leaks = [...secrets].flatMap(([what, secret]) =>
      events
        .filter(({ topic, payload }) => payload.includes(secret) && !(about(topic) && ofTickets.includes(what)))
        .map(({ topic }) => `${what} in ${topic}`),
    );
    expect(leaks).toEqual([]);
    await access.desk.start();
  });

  /** As it is, and as JSON or a URL would have it. */
  function holds(text: string, secret: string): boolean {
    const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
    return forms.some((form) => text.includes(form)) || text.includes(Buffer.from(secret).toString('base64'));
  }

  async function accounts(): Promise<void> {
    const { admin, bob } = access;
    await call('POST', '/v1/auth/login', { name: 'ada', password: planted['a password that was wrong'] });
    const nobody = { name: planted['a name that nobody has'], password: planted['a password that was wrong'] };
    await call('POST', '/v1/auth/login', nobody);
    const change = { current: password, password: planted['a new password'] };
    await call('PUT', '/v1/auth/password', change, bob.headers);
    await call('PUT', '/v1/auth/password', { ...change, password: 'short' }, bob.headers);
    const key = await call(
      ...(['POST', '/v1/api-keys', { name: 'CI', role: 'agent', scopes: ['tickets:read'] }, admin.headers] as const),
    );
    secrets.set('an API key', key.body.key);
    await call('GET', '/v1/tickets', undefined, { authorization: `Bearer ${key.body.key}` });
    await call('GET', '/v1/users', undefined, { authorization: `Bearer ${key.body.key}` });
    await call('GET', '/v1/tickets', undefined, { authorization: `Bearer ${planted['a token of nobody']}` });
    await call('POST', '/v1/auth/refresh', { refreshToken: planted['a token of nobody'] });
  }

  async function tickets(): Promise<void> {
    const { ada, agent } = access;
    const ticket = {
      subject: `VPN of ${planted['the subject of a ticket']} keeps disconnecting`,
      body: `Since this morning the VPN of ${planted['the body of a ticket']} drops every few minutes and I have to sign in again.`,
    };
    llm.reply(quote);
    const headers = { ...ada.headers, prefer: 'wait=20', 'idempotency-key': planted['an idempotency key'] };
    const { body } = await call('POST', '/v1/tickets', ticket, headers);
    await call('POST', '/v1/tickets', { ...ticket, channel: 'mail' }, headers);
    await call('POST', `/v1/tickets/${body.id}/replies`, { text: planted['a reply'] }, ada.headers);
    await call('GET', `/v1/tickets/${body.id}`, undefined, agent.headers);
    await call('PUT', `/v1/tickets/${body.id}/consent`, { externalProcessing: true, training: false }, ada.headers);
    // Servers that fail, and say of what.
    const failing = [refuse(401), json({ error: { message: `${planted['an LLM key']} ${ticket.body}` } }), refuse(500)];
    for (const reply of failing) {
      llm.reply(reply);
      await call('POST', '/v1/tickets', ticket, { ...ada.headers, prefer: 'wait=20' });
    }
  }

  async function failures(): Promise<void> {
    const { ada, admin } = access;
    const text = planted['the body of a ticket'];
    await call('POST', '/v1/tickets', `{"body": "${text}`, ada.headers);
    await call('POST', '/v1/tickets', { body: text, role: text }, ada.headers);
    await call('POST', '/v1/tickets', { body: `${text}\u0000` }, ada.headers);
    await call('GET', `/v1/tickets?status=${planted['a query']}`, undefined, admin.headers);
    await call('GET', `/v1/audit?subject=${planted['a query']}`, undefined, admin.headers);
    await call('GET', `/v1/${planted['a query']}`.replace('/v1/', '/v1/tickets?q='), undefined, admin.headers);
    await call('POST', '/v1/models/ticket-triage/predict', { body: text }, admin.headers);
    await call('POST', '/v1/knowledge/search', { query: text }, admin.headers);
  }

  /** An event that no handler can take, with a ticket's text in it, and news for a webhook that fails. */
  async function plantFailures({ sql }: Parameters<Parameters<typeof withStore>[1]>[0]): Promise<void> {
    const news = {
      ...{ model: 'ticket-triage', version: 'v-1', from: 'v-0', reason: 'rollout' },
      author: { id: 'driftdesk', role: 'system' as const },
    };
    const promoted = newEvent(modelPromoted, news, 'c');
    const broken = {
      ...promoted,
      id: '018f4f7e-0000-7000-8000-0000000000aa',
      topic: ticketSubmitted.topic,
      key: '018f4f7e-0000-7000-8000-0000000000ab',
      payload: { ticket: { body: planted['the body of a ticket'], [planted['the subject of a ticket']]: 1 } },
    };
    await publish(sql, [promoted, broken]);
  }
});
