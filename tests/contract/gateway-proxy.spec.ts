import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getTicket, listDriftReports, listRollouts, submitTicket, switchLlm, ticketEvents } from '@driftdesk/contracts';
import {
  type AccessKey,
  bearerAccess,
  issueAccessToken,
  openAccessKey,
  serviceAccess,
  signIdentity,
} from '@driftdesk/governance';
import {
  type AccessControl,
  type Caller,
  createLogger,
  createMetrics,
  createServer,
  protectServer,
  proxyRoutes,
} from '@driftdesk/platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { forgedIdentities } from '../support/forged-tokens.js';
import { sendRaw } from '../support/raw-request.js';

type Server = ReturnType<typeof createServer>;

const callers: Readonly<Record<string, Caller>> = {
  ada: { id: 'ada', role: 'requester', name: 'Ada' },
  key: { id: 'key', role: 'agent', name: 'Nightly', scopes: ['loop:read'] },
  root: { id: 'root', role: 'admin' },
};
const routes = [listDriftReports, submitTicket, switchLlm, getTicket];
/** What the app was asked, and by whom. */
const echo = ({ caller, headers, body, url }: Echoed) => ({ caller, headers, body, url });

interface Echoed {
  readonly caller: Caller;
  readonly headers: object;
  readonly body: unknown;
  readonly url: string;
}

const logger = createLogger('proxy', 'silent');

/** A gateway in front of an app that says what it was asked; both are real servers, each with its own guard. */
describe('an app behind the gateway', () => {
  let home: string;
  let key: AccessKey;
  let app: Server;
  let gateway: Server;
  let [appUrl, url] = ['', ''];
  let busy = 0;

  async function listen(access: AccessControl, mount: (server: Server) => Promise<void>): Promise<[Server, string]> {
    const server = createServer(logger, createMetrics());
    await protectServer(server, { access, rates: {} });
    await mount(server);
    await server.listen({ host: '127.0.0.1', port: 0 });
    return [server, `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`];
  }

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'driftdesk-proxy-'));
    key = await openAccessKey(home, {} as never);
    [app, appUrl] = await listen(serviceAccess({ publicKey: key.publicKey }), async (server) => {
      for (const { method, path } of routes) {
        server.route({
          ...{ method, url: path },
          handler: (request) => echo(request as typeof request & { caller: Caller }),
        });
      }
      server.get(listRollouts.path, (_, reply) => {
        busy++;
        return reply.status(503).send({ code: 'busy' });
      });
      server.get(ticketEvents.path, (_, reply) => {
        reply.raw.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: one\n\n');
        setTimeout(() => reply.raw.end('event: two\n\n'), 50);
      });
    });
    const known = { recognizes: () => true, callerOf: async (token: string) => callers[token] as Caller };
    const access = bearerAccess(key, [known]);
    [gateway, url] = await listen(access, (server) =>
      proxyRoutes(server, access, [{ origin: appUrl, routes: [...routes, ticketEvents, listRollouts] }], logger),
    );
  });
  afterAll(async () => {
    await gateway.close();
    await app.close();
    await rm(home, { recursive: true });
  });

  const ask = (base: string, path: string, headers: Record<string, string> = {}, method = 'GET', body?: string) =>
    sendRaw(base, { method, path, headers, ...(body === undefined ? {} : { body }) });

  it.each(Object.entries(callers))('is told by the gateway that %s calls', async (token, caller) => {
    const path = token === 'ada' ? '/v1/tickets/018f4f7e-0000-7000-8000-000000000001' : '/v1/drift/reports?limit=2';
    const { status, text } = await ask(url, path, { authorization: `Bearer ${token}` });
    expect([status, JSON.parse(text)]).toMatchObject([200, { caller, url: path }]);
  });

  it('gets what the request is about, and no proof that is for the gateway', async () => {
    const sent = {
      ...{ authorization: 'Bearer ada', cookie: 'session=1', 'x-forwarded-for': '10.0.0.1', 'x-user': 'root' },
      ...{ 'idempotency-key': 'k-1', prefer: 'wait=5', 'x-correlation-id': 'c-7', 'content-type': 'application/json' },
    };
    const { status, text } = await ask(url, '/v1/tickets', sent, 'POST', '{ "body" : "\\u00dcberlauf" }');
    const { headers, body } = JSON.parse(text);
    expect([status, body]).toEqual([200, { body: 'Überlauf' }]);
    expect(headers).toMatchObject({ 'idempotency-key': 'k-1', prefer: 'wait=5', 'x-correlation-id': 'c-7' });
    for (const name of ['authorization', 'cookie', 'x-forwarded-for', 'x-user'])
      expect(headers).not.toHaveProperty(name);
  });

  it('streams events through', async () => {
    const path = '/v1/tickets/018f4f7e-0000-7000-8000-000000000001/events';
    const { text, headers } = await ask(url, path, { authorization: 'Bearer ada' });
    expect([headers['content-type'], text]).toEqual(['text/event-stream', 'event: one\n\nevent: two\n\n']);
  });

  it('says itself that it is busy, and is asked once', async () => {
    const { status, text } = await ask(url, '/v1/rollouts', { authorization: 'Bearer root' });
    expect([status, text, busy]).toEqual([503, '{"code":"busy"}', 1]);
  });

  it('refuses whoever comes round the gateway', async () => {
    const token = await issueAccessToken(key, { userId: 'root', sessionId: 's' });
    const forged = await forgedIdentities(home, token);
    const attempts: [string, Record<string, string>][] = [
      ['nothing', {}],
      ['an access token', { authorization: `Bearer ${token}` }],
      ['a name', { 'x-user': 'root', 'x-role': 'admin' }],
      ...Object.entries(forged).map(([name, identity]): [string, Record<string, string>] => [
        `an identity ${name}`,
        { 'x-driftdesk-identity': identity },
      ]),
    ];
    for (const [name, headers] of attempts)
      expect([name, (await ask(appUrl, '/v1/drift/reports', headers)).status]).toEqual([name, 401]);
    const { ada, root } = callers as Record<'ada' | 'root', Caller>;
    // The table holds behind the gateway, too.
    expect((await ask(appUrl, '/v1/drift/reports', { ...(await signIdentity(key, ada)) })).status).toBe(403);
    expect((await ask(appUrl, '/v1/drift/reports', { ...(await signIdentity(key, root)) })).status).toBe(200);
  });

  it.each([
    ['nobody', {}, '/v1/drift/reports', 401],
    ['a forged identity', { 'x-driftdesk-identity': 'root' }, '/v1/drift/reports', 401],
    ['a requester on a route of agents', { authorization: 'Bearer ada' }, '/v1/drift/reports', 403],
    ['an API key without the scope', { authorization: 'Bearer key' }, '/v1/tickets/x', 403],
    ['a path that another reader would shorten', { authorization: 'Bearer ada' }, '/v1/tickets/%2e%2e', 404],
    ['a path that is not forwarded', { authorization: 'Bearer root' }, '/v1/users', 404],
    ['a path that climbs', { authorization: 'Bearer root' }, '/v1/tickets/../drift/reports', 404],
  ])('is not reached by %s', async (_, headers, path, status) => {
    const reply = await ask(url, path, headers as Record<string, string>);
    expect([reply.status, reply.text.includes('"url"')]).toEqual([status, false]);
  });

  it('that is down is said to be down, and nothing of the inside is told', async () => {
    await app.close();
    const { status, headers, text } = await ask(url, '/v1/drift/reports', { authorization: 'Bearer root' });
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(text)).toMatchObject({ status: 503, code: 'app_unreachable' });
    expect(text).not.toMatch(/127\.0\.0\.1|ECONN/);
  });
});
