import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type ChatServer, quote, refuse, startChatServer } from '@driftdesk/llm/chat-server';
import { type AccessDesk, accessDesk } from '../support/access-desk.js';
import { eventually } from '../support/eventually.js';

jest.setTimeout(180_000);

const problem = {
  subject: 'VPN keeps disconnecting',
  body: 'Since this morning the VPN drops every few minutes and I have to sign in again each time.',
};
const everything = { externalProcessing: true, training: true };
const nothing = { externalProcessing: false, training: false };

describe('consent', () => {
  let access: AccessDesk;
  let server: ChatServer;
  beforeAll(async () => {
    server = await startChatServer('openai-compatible');
    access = await accessDesk({
      OPENAI_BASE_URL: `${server.url}/v1`,
      OPENAI_MODEL: 'small',
      LLM_EXTERNAL: 'true',
      LLM_BREAKER_FAILURES: '100',
    });
  });
  afterAll(async () => {
    await access.desk.remove();
    await server.close();
  });
  beforeEach(() => server.reply(quote));

  const submit = async (ticket: object, headers: Record<string, string> = {}) =>
    (await access.desk.call('POST', '/v1/tickets', ticket, { ...access.ada.headers, ...headers })).body;
  const answered = (ticket: object) => submit(ticket, { prefer: 'wait=20' });
  const change = (id: string, consent: object, who: { headers: Record<string, string> } = access.ada) =>
    access.desk.call('PUT', `/v1/tickets/${id}/consent`, consent, who.headers);
  const callsAbout = async (id: string) =>
    (await access.desk.call('GET', `/v1/audit?action=provider.called&subject=${id}`, undefined, access.admin.headers))
      .body.items;

  it('decides who drafts, and every external call is on record', async () => {
    const before = server.seen.length;
    const refused = await answered({ ...problem, consent: { externalProcessing: false } });
    expect([refused.answer.provider, server.seen.length]).toEqual(['extractive', before]);
    const allowed = await answered(problem);
    expect([allowed.answer.provider, server.seen.length]).toEqual(['openai-compatible', before + 1]);
    await eventually(async () => expect(await callsAbout(allowed.id)).toHaveLength(1));
    const [call] = await callsAbout(allowed.id);
    expect(call).toMatchObject({ actor: { role: 'system' }, facts: { provider: 'openai-compatible', model: 'small' } });
    expect(await callsAbout(refused.id)).toEqual([]);
  });

  it('that is withdrawn holds from the next external call on, also for a ticket on its way', async () => {
    const before = server.seen.length;
    server.reply(refuse(503, { 'retry-after': '2' }), quote);
    const { id } = await submit(problem);
    await eventually(async () => expect(server.seen.length).toBe(before + 1));
    expect((await change(id, { externalProcessing: false, training: true })).status).toBe(200);
    await eventually(async () => {
      const { body } = await access.desk.call('GET', `/v1/tickets/${id}`, undefined, access.ada.headers);
      expect(body).toMatchObject({ status: 'answered', answer: { provider: 'extractive' } });
      expect(body.timeline.map(({ event }: { event: string }) => event)).toContain('consent-changed');
    });
    expect(server.seen.length).toBe(before + 1);
    expect(await callsAbout(id)).toHaveLength(1);
  });

  it('is the requester’s to give; others can only withdraw it', async () => {
    const { id } = await submit({ ...problem, consent: nothing });
    expect((await change(id, everything, access.bob)).status).toBe(404);
    expect((await change(id, everything, access.agent)).body).toMatchObject({ status: 403, code: 'not_your_consent' });
    expect((await change(id, everything)).body.consent).toEqual(everything);
    expect((await change(id, nothing, access.agent)).body.consent).toEqual(nothing);
    expect((await change(id, { training: false })).status).toBe(400);
    expect((await change(id, { ...nothing, profiling: true })).status).toBe(400);
    await eventually(async () => {
      const { body } = await access.desk.call(
        ...(['GET', `/v1/audit?action=consent.changed&subject=${id}`, undefined, access.admin.headers] as const),
      );
      expect(body.items.map(({ facts }: { facts: object }) => facts)).toEqual([nothing, everything]);
    });
  });

  it('to training keeps tickets out of the next snapshot, and its manifest names them', async () => {
    const { desk, agent, admin } = access;
    const labelled = async (body: string, consent: object) => {
      const { id } = await answered({ body, consent });
      await desk.call('POST', `/v1/tickets/${id}/feedback`, { queue: 'network' }, agent.headers);
      return id as string;
    };
    const refused = await labelled('The router in the attic sulks', { training: false });
    const kept = await labelled('The router in the cellar sings', {});
    const withdrawn = await labelled('The router in the garden dances', {});
    await change(withdrawn, { externalProcessing: true, training: false });
    const run = (await desk.call('POST', '/v1/training-runs', { model: 'ticket-triage' }, admin.headers)).body;
    const manifest = await eventuallyManifest(run.id);
    const reasons = Object.fromEntries(
      manifest.excluded.map(({ reason, ticketIds }: { reason: string; ticketIds: string[] }) => [reason, ticketIds]),
    );
    expect(reasons).toEqual({ no_consent: [refused], consent_withdrawn: [withdrawn], author_share: [] });
    const snapshot = await readFile(join(desk.home, 'training', run.id, 'snapshot.jsonl'), 'utf8');
    expect(snapshot.trim().split('\n')).toHaveLength(manifest.examples);
    expect([refused, kept, withdrawn].map((id) => snapshot.includes(id))).toEqual([false, true, false]);
    expect(/attic|garden/.test(snapshot)).toBe(false);
    await desk.call('DELETE', `/v1/training-runs/${run.id}`, undefined, admin.headers);
  });

  async function eventuallyManifest(run: string) {
    let manifest;
    await eventually(async () => {
      const path = `/v1/training-runs/${run}/snapshot`;
      const { status, body } = await access.desk.call('GET', path, undefined, access.admin.headers);
      expect(status).toBe(200);
      manifest = body;
    }, 60_000);
    return manifest as unknown as { examples: number; excluded: { reason: string; ticketIds: string[] }[] };
  }
});
