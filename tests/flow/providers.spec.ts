import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { llmSchema, ticketViewSchema } from '@driftdesk/contracts';
import { answer, type ChatServer, quote, refuse, startChatServer, usage } from '@driftdesk/llm/chat-server';
import { eventually } from '../support/eventually.js';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';
import { readEvents, type ServerSentEvent } from '../support/server-sent-events.js';

const apiKey = 'sk-driftdesk-test-9876543210';
const problem = {
  subject: 'VPN keeps disconnecting',
  body: 'Since this morning the VPN drops every few minutes and I have to sign in again each time.',
};
// Longer than three requests take on a busy machine: nothing is tried again in between.
const pauseMs = 5_000;

// A test starts up to two desks, each of which takes many seconds when the machine is busy.
jest.setTimeout(180_000);

describe('a desk with an OpenAI-compatible server', () => {
  let desk: PreparedDesk;
  let server: ChatServer;
  /** Every HTTP body and log line that the desks wrote. */
  const told: string[] = [];
  beforeAll(async () => void (server = await startChatServer('openai-compatible')));
  afterAll(async () => {
    await server.close();
    expect(told.length).toBeGreaterThan(50);
    expect(told.filter((text) => text.includes(apiKey))).toEqual([]);
  });
  beforeEach(async () => {
    server.reply(quote);
    desk = await preparedDesk({ started: false });
  });
  afterEach(async () => {
    await desk.remove();
    told.push(...desk.log.map((line) => JSON.stringify(line)), ...desk.errors);
  });

  function start(environment: Record<string, string> = {}): Promise<void> {
    return desk.start({
      OPENAI_BASE_URL: `${server.url}/v1`,
      OPENAI_MODEL: 'small',
      OPENAI_API_KEY: apiKey,
      LLM_BREAKER_FAILURES: '3',
      LLM_BREAKER_PAUSE_MS: String(pauseMs),
      LOG_LEVEL: 'trace',
      ...environment,
    });
  }

  async function call(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
    const reply = await desk.call(method, path, body, headers);
    told.push(JSON.stringify(reply.body));
    return reply;
  }

  async function submit(ticket: Record<string, unknown> = problem) {
    const reply = await call('POST', '/v1/tickets', ticket, { prefer: 'wait=20' });
    return ticketViewSchema.parse(reply.body);
  }

  const llm = async () => llmSchema.parse((await call('GET', '/v1/llm')).body);
  const logged = (msg: string) => desk.log.filter((line) => String(line['msg']).startsWith(msg)).length;

  it('streams a draft to who watches the ticket, before its outcome, and nothing to anybody else', async () => {
    await start();
    let release: () => void = () => undefined;
    const watched = new Promise<void>((resolve) => (release = resolve));
    const begun = 'Ask somebody in the room';
    const text = `${begun} to restart the VPN client for you.`;
    // The server goes on only when somebody has seen the beginning.
    server.reply(answer(text, { before: (index) => (index === 5 ? watched : undefined) }));
    const { id } = (await call('POST', '/v1/tickets', problem)).body;
    const seen: ServerSentEvent[] = await readEvents(`${desk.url}/v1/tickets/${id}/events`, ({ event, data }) => {
      told.push(JSON.stringify(data));
      if (event === 'draft' && (data as { text: string }).text === begun) release();
      return event === 'ticket' && ticketViewSchema.parse(data).status === 'needs_human';
    });
    const drafts = seen.filter(({ event }) => event === 'draft').map(({ data }) => data);
    expect(drafts).toContainEqual({ provider: 'openai-compatible', text: begun });
    for (const draft of drafts) expect(text.startsWith((draft as { text: string }).text)).toBe(true);
    // What no passage supports is withdrawn, although it was seen.
    expect(seen.at(-1)).toMatchObject({ event: 'ticket', data: { reason: 'ungrounded_answer' } });
    expect(server.seen.at(-1)).toMatchObject({ authorization: `Bearer ${apiKey}`, body: { model: 'small' } });
    // Who comes too late sees the outcome and no draft.
    const late = await readEvents(`${desk.url}/v1/tickets/${id}/events`, ({ event }) => event === 'ticket');
    expect(late.map(({ event }) => event)).toEqual(['ticket']);
  });

  it('is switched at run time, which outlives a restart, and back to what the environment says', async () => {
    await start();
    expect(await llm()).toMatchObject({
      provider: 'openai-compatible',
      model: 'small',
      external: true,
      chosenBy: 'environment',
      available: ['extractive', 'openai-compatible'],
      breaker: 'closed',
    });
    expect((await submit()).answer?.provider).toBe('openai-compatible');
    const switched = await call('PUT', '/v1/llm', { provider: 'extractive' });
    expect(switched).toMatchObject({
      status: 200,
      body: { provider: 'extractive', chosenBy: 'operator', model: null },
    });
    expect((await submit()).answer?.provider).toBe('extractive');
    const refused = await call('PUT', '/v1/llm', { provider: 'mistral' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'provider_not_configured' } });
    expect(refused.body.detail).toContain('MISTRAL_API_KEY');
    await desk.stop();
    await start();
    expect(await llm()).toMatchObject({ provider: 'extractive', chosenBy: 'operator' });
    expect((await submit()).answer?.provider).toBe('extractive');
    await call('PUT', '/v1/llm', { provider: null });
    expect(await llm()).toMatchObject({ provider: 'openai-compatible', chosenBy: 'environment' });
    expect((await submit()).answer?.provider).toBe('openai-compatible');
  });

  it('says when the operator’s choice is not configured any more', async () => {
    await start();
    await call('PUT', '/v1/llm', { provider: 'openai-compatible' });
    await desk.stop();
    await start({ OPENAI_BASE_URL: '', OPENAI_API_KEY: '' });
    const problemOf = 'openai-compatible was chosen, but is not configured any more; extractive answers instead.';
    expect(await llm()).toMatchObject({ provider: 'extractive', chosenBy: 'environment', problem: problemOf });
    const { body } = await call('GET', '/health/ready');
    expect(body.checks.llm).toEqual({ status: 'degraded', detail: problemOf });
    expect((await submit()).answer?.provider).toBe('extractive');
  });

  it('is left alone while it keeps failing, and asked again when it works', async () => {
    await start();
    server.reply(refuse(401, { error: { message: `no such key: ${apiKey}` } }));
    for (let n = 0; n < 3; n += 1) {
      const ticket = await submit();
      expect([ticket.status, ticket.reason]).toEqual(['needs_human', 'provider_failed']);
      expect(ticket.detail).toContain('refused the API key (HTTP 401)');
    }
    const asked = server.seen.length;
    expect(await llm()).toMatchObject({ provider: 'openai-compatible', breaker: 'open' });
    expect((await call('GET', '/health/ready')).body.checks.llm.status).toBe('degraded');
    expect((await call('GET', '/metrics')).body).toContain(
      'driftdesk_llm_breaker_open{provider="openai-compatible"} 1',
    );
    expect(await submit()).toMatchObject({ status: 'answered', answer: { provider: 'extractive' } });
    expect([server.seen.length, logged('the LLM provider keeps failing')]).toEqual([asked, 1]);
    server.reply(quote);
    await eventually(async () => expect((await submit()).answer?.provider).toBe('openai-compatible'));
    expect(await llm()).toMatchObject({ breaker: 'closed' });
    expect((await call('GET', '/health/ready')).body.checks.llm).toEqual({
      status: 'up',
      detail: 'openai-compatible small',
    });
  });

  it('spends the tokens of a month and no more, whoever restarts it; then quotations answer', async () => {
    const limit = usage.total_tokens + 1;
    await start({ LLM_TOKENS_PER_MONTH: String(limit) });
    await submit();
    expect((await llm()).budget).toMatchObject({ used: usage.total_tokens, limit, spent: false });
    await submit();
    const asked = server.seen.length;
    for (let n = 0; n < 3; n += 1)
      expect(await submit()).toMatchObject({ status: 'answered', answer: { provider: 'extractive' } });
    expect([server.seen.length, logged('the token budget')]).toEqual([asked, 1]);
    const { budget } = await llm();
    expect(budget).toMatchObject({ used: 2 * usage.total_tokens, limit, spent: true });
    expect((await call('GET', '/metrics')).body).toContain('driftdesk_llm_budget_spent 1');
    await desk.kill();
    await start({ LLM_TOKENS_PER_MONTH: String(limit) });
    expect((await llm()).budget).toEqual(budget);
    const { status, checks } = (await call('GET', '/health/ready')).body;
    expect([status, checks.llm.status]).toEqual(['degraded', 'degraded']);
    expect(checks.llm.detail).toContain(`The ${limit} tokens of ${budget.month} are spent`);
    expect((await submit()).answer?.provider).toBe('extractive');
    expect(server.seen.length).toBe(asked);
  });

  it('gets no ticket without consent, unless it is declared to be inside', async () => {
    await start();
    const silent = { ...problem, consent: { externalProcessing: false } };
    expect((await submit(silent)).answer?.provider).toBe('extractive');
    await desk.stop();
    await start({ LLM_EXTERNAL: 'false', OPENAI_API_KEY: '' });
    expect(await llm()).toMatchObject({ external: false });
    expect((await submit(silent)).answer?.provider).toBe('openai-compatible');
    expect(server.seen.at(-1)?.authorization).toBe('');
  });
});
