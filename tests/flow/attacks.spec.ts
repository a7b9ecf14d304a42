import { join } from 'node:path';
import { openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessRoles, routeAccess, routes } from '@driftdesk/contracts';
import { type AccessDesk, accessDesk, type Actor, logIn, password } from '../support/access-desk.js';
import { json } from '../support/bad-requests.js';
import { eventually } from '../support/eventually.js';
import { forgedIdentities, forgedTokens } from '../support/forged-tokens.js';
import { type RawReply, type RawRequest, sendBytes, sendRaw } from '../support/raw-request.js';

/** One line of the table: what is tried, and the only status that may come back. */
type Attack = readonly [name: string, status: number, request: RawRequest];

const uuid = '018f4f7e-0000-7000-8000-00000000ffff';
const get = (path: string, headers: Record<string, string> = {}): RawRequest => ({ method: 'GET', path, headers });
const send = (method: string, path: string, body: unknown, { headers }: Pick<Actor, 'headers'>): RawRequest => ({
  ...{ method, path, headers: { ...json, ...headers } },
  body: JSON.stringify(body),
});

const recorded = [
  ...['user.created', 'user.registered', 'user.role-changed', 'user.changed', 'user.password-changed'],
  ...['session.opened', 'session.refused', 'session.closed', 'session.theft-detected'],
  ...['api-key.created', 'api-key.revoked', 'ticket.read'],
];

describe('a desk with access control, attacked', () => {
  let setting: AccessDesk;
  let ticket: string;
  const nobody = { headers: {} };
  beforeAll(async () => {
    setting = await accessDesk();
    const { desk, ada } = setting;
    const submitted = await desk.call(
      'POST',
      '/v1/tickets',
      { body: 'My VPN drops' },
      { ...ada.headers, prefer: 'wait=20' },
    );
    ticket = submitted.body.id;
  });
  afterAll(() => setting.desk.remove());

  const attack = (request: RawRequest) => sendRaw(setting.desk.url, request);

  /** Tries each; lists those that got anything but their status, and problems that are none. */
  async function failuresOf(attacks: readonly Attack[]): Promise<string[]> {
    const failures: string[] = [];
    for (const [name, status, request] of attacks) {
      const reply = await attack(request).catch((error: Error) => error);
      if (reply instanceof Error) failures.push(`${name}: no reply: ${reply.message}`);
      else if (reply.status !== status) failures.push(`${name}: ${reply.status}, not ${status}: ${reply.text}`);
      else if (status >= 400 && !isPlainProblem(reply)) failures.push(`${name}: ${reply.text}`);
    }
    return failures;
  }

  it('who proves nothing gets 401', async () => {
    const as = (authorization: string) => get('/v1/tickets', { authorization });
    expect(
      await failuresOf([
        ['no token', 401, get('/v1/tickets')],
        ['an empty header', 401, as('')],
        ['Bearer and nothing', 401, as('Bearer ')],
        ['Basic', 401, as(`Basic ${Buffer.from(`admin:${password}`).toString('base64')}`)],
        ['the password as token', 401, as(`Bearer ${password}`)],
        ['a token in the query', 401, get(`/v1/tickets/${ticket}?access_token=${setting.admin.tokens.accessToken}`)],
        ['a token in a cookie', 401, get('/v1/tickets', { cookie: `token=${setting.admin.tokens.accessToken}` })],
        ['a refresh token as access token', 401, as(`Bearer ${setting.ada.tokens.refreshToken}`)],
        ['two tokens', 401, as(`Bearer ${setting.ada.tokens.accessToken}, Bearer x`)],
        ['a header that says who', 401, get('/v1/tickets', { 'x-user': 'admin', 'x-role': 'admin' })],
        ['a header that changes the method', 401, get('/v1/users', { 'x-http-method-override': 'OPTIONS' })],
        ['a header that changes the path', 401, get('/v1/users', { 'x-original-url': '/health/live' })],
        ['5 MB without a token', 401, { ...send('POST', '/v1/tickets', {}, nobody), body: 'x'.repeat(5_000_000) }],
        ['a URL with a host', 401, get('http://localhost/v1/users')],
        ['HEAD', 401, { method: 'HEAD', path: '/v1/users' }],
      ]),
    ).toEqual([]);
  });

  it('a forged token gets 401, whoever forged it, and so does a forged identity', async () => {
    const { accessToken } = setting.ada.tokens;
    const tokens = Object.entries(await forgedTokens(setting.desk.home, accessToken));
    const identities = Object.entries(await forgedIdentities(setting.desk.home, accessToken));
    const attacks: Attack[] = [
      ...tokens.map(([name, token]): Attack => [
        `a token ${name}`,
        401,
        get('/v1/tickets', { authorization: `Bearer ${token}` }),
      ]),
      ...identities.map(([name, identity]): Attack => [
        `an identity ${name}`,
        401,
        // A good token beside it saves nothing.
        get('/v1/tickets', { 'x-driftdesk-identity': identity, ...setting.ada.headers }),
      ]),
    ];
    expect(attacks.length).toBeGreaterThan(35);
    expect(await failuresOf(attacks)).toEqual([]);
    expect((await attack(get('/v1/tickets', setting.ada.headers))).status).toBe(200);
  });

  it('nobody does more than his role, on any route', async () => {
    const actors: Record<string, Actor> = { requester: setting.bob, agent: setting.agent };
    const attacks = routes.flatMap((route) =>
      accessRoles.flatMap((role): Attack[] => {
        const { roles } = routeAccess[route.id] ?? { roles: [] };
        const actor = actors[role];
        if (roles === 'public') return [];
        const path = route.path.replace(/:(\w+)/g, (_, name: string) => (name === 'id' ? uuid : 'ticket-triage'));
        const headers = route.body === undefined ? {} : json;
        const request = { method: route.method, path, ...(route.body === undefined ? {} : { body: '{}' }) };
        const unproved: Attack = [`${route.id} as nobody`, 401, { ...request, headers: { ...headers } }];
        if (actor === undefined) return [unproved];
        if (roles.includes(role)) return [];
        return [[`${route.id} as ${role}`, 403, { ...request, headers: { ...headers, ...actor.headers } }]];
      }),
    );
    expect(attacks.length).toBeGreaterThan(100);
    expect(await failuresOf(attacks)).toEqual([]);
  });

  it('another’s ticket is not there, as if it never was', async () => {
    const { bob } = setting;
    const path = `/v1/tickets/${ticket}`;
    expect(
      await failuresOf([
        ['reads it', 404, get(path, bob.headers)],
        ['reads it with HEAD', 404, { method: 'HEAD', path, headers: bob.headers }],
        ['watches it', 404, get(`${path}/events`, bob.headers)],
        ['says it helped', 404, send('POST', `${path}/feedback`, { helpful: true }, bob)],
        ['replies', 404, send('POST', `${path}/replies`, { text: 'It is solved.' }, bob)],
        ['reopens it', 404, send('POST', `${path}/reopen`, {}, bob)],
        ['assigns it', 403, send('POST', `${path}/assignee`, { assignee: 'bob' }, bob)],
        ['resolves it', 403, send('POST', `${path}/resolve`, {}, bob)],
        ['labels his own', 403, send('POST', `${path}/feedback`, { queue: 'network' }, setting.ada)],
        ['guesses an id', 404, get(`/v1/tickets/${uuid}`, bob.headers)],
        ['guesses ids with SQL', 400, get(`/v1/tickets/${uuid}'%20OR%20true--`, bob.headers)],
      ]),
    ).toEqual([]);
    const [anothers, nobodys] = [
      await attack(get(path, bob.headers)),
      await attack(get(`/v1/tickets/${uuid}`, bob.headers)),
    ];
    expect(anothers.text.replace(ticket, uuid)).toBe(nobodys.text);
    const lists = ['', '?status=answered', '?queue=network', '?limit=200'].map((query) => `/v1/tickets${query}`);
    for (const list of lists) expect(JSON.parse((await attack(get(list, bob.headers))).text).items).toEqual([]);
    expect((await attack(get(path, setting.ada.headers))).status).toBe(200);
    expect((await attack(get(path, setting.agent.headers))).status).toBe(200);
  });

  it('another’s idempotency key stands for nothing of his', async () => {
    const submit = async (who: Actor) => {
      const request = send('POST', '/v1/tickets', { body: 'The printer is jammed' }, who);
      const reply = await attack({ ...request, headers: { ...request.headers, 'idempotency-key': 'the same' } });
      return [reply.status, JSON.parse(reply.text).id] as const;
    };
    const [first, again, anothers] = [await submit(setting.ada), await submit(setting.ada), await submit(setting.bob)];
    expect([first[0], again, anothers[0]]).toEqual([202, first, 202]);
    expect(anothers[1]).not.toBe(first[1]);
  });

  it('nobody gives himself what the body may not say', async () => {
    const { ada, admin } = setting;
    const path = `/v1/tickets/${ticket}`;
    const submit = (more: object) => send('POST', '/v1/tickets', { body: 'x', ...more }, ada);
    const person = { name: 'mallory', password };
    expect(
      await failuresOf([
        ['a role', 400, submit({ role: 'admin' })],
        ['a requester', 400, submit({ requester: { id: setting.bob.id, role: 'requester' } })],
        ['an author', 400, submit({ author: 'admin' })],
        ['a status', 400, submit({ status: 'resolved' })],
        ['an id', 400, submit({ id: uuid })],
        ['__proto__', 400, { ...submit({}), body: '{"body":"x","__proto__":{"role":"admin"}}' }],
        ['a reply’s author', 400, send('POST', `${path}/replies`, { text: 'x', author: 'agent' }, ada)],
        ['feedback’s role', 400, send('POST', `${path}/feedback`, { helpful: true, role: 'agent' }, ada)],
        ['a role when registering', 400, send('POST', '/v1/auth/register', { ...person, role: 'admin' }, nobody)],
        ['a role when logging in', 400, send('POST', '/v1/auth/login', { ...person, role: 'admin' }, nobody)],
        ['a name that is an operator', 400, send('POST', '/v1/auth/login', { name: { $ne: '' }, password }, nobody)],
        ['a name that is SQL', 400, send('POST', '/v1/auth/login', { name: "admin' --", password }, nobody)],
        ['a password hash', 400, send('PUT', `/v1/users/${ada.id}`, { passwordHash: 'x' }, admin)],
        ['the machine’s role', 400, send('PUT', `/v1/users/${ada.id}`, { role: 'system' }, admin)],
        ['the last admin demotes himself', 409, send('PUT', `/v1/users/${admin.id}`, { role: 'agent' }, admin)],
        ['a short password', 400, send('POST', '/v1/users', { name: 'm', password: 'short', role: 'agent' }, admin)],
      ]),
    ).toEqual([]);
  });

  it('a refresh token is good once; the second use ends the session for the thief and the owner', async () => {
    const { desk } = setting;
    const first = await logIn(desk, 'bob');
    const refresh = (refreshToken: string) => attack(send('POST', '/v1/auth/refresh', { refreshToken }, nobody));
    const second = JSON.parse((await refresh(first.tokens.refreshToken)).text) as Actor['tokens'];
    const as = (token: string) => get('/v1/tickets', { authorization: `Bearer ${token}` });
    expect((await attack(as(second.accessToken))).status).toBe(200);
    expect((await refresh(first.tokens.refreshToken)).status).toBe(401);
    expect(
      await failuresOf([
        [
          'the owner’s next refresh',
          401,
          send('POST', '/v1/auth/refresh', { refreshToken: second.refreshToken }, nobody),
        ],
        ['his access token', 401, as(second.accessToken)],
        ['the thief’s access token', 401, as(first.tokens.accessToken)],
        [
          'an access token as refresh token',
          400,
          send('POST', '/v1/auth/refresh', { refreshToken: second.accessToken }, nobody),
        ],
        ['a guess', 401, send('POST', '/v1/auth/refresh', { refreshToken: 'x'.repeat(43) }, nobody)],
      ]),
    ).toEqual([]);
    expect((await attack(get('/v1/tickets', setting.bob.headers))).status).toBe(200);
  });

  it('of two uses at once, one is theft', async () => {
    const { tokens } = await logIn(setting.desk, 'bob');
    const uses = Array.from({ length: 4 }, () =>
      attack(send('POST', '/v1/auth/refresh', { refreshToken: tokens.refreshToken }, nobody)),
    );
    expect((await Promise.all(uses)).map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  it('what ended proves nothing: a logout, a new password, another role, a disabled user', async () => {
    const { desk, admin } = setting;
    const calls = (who: Actor, path = '/v1/tickets') => attack(get(path, who.headers)).then(({ status }) => status);
    const left = await logIn(desk, 'bob');
    const { refreshToken } = left.tokens;
    expect((await attack(send('POST', '/v1/auth/logout', { refreshToken }, nobody))).status).toBe(204);
    expect(await calls(left)).toBe(401);

    await desk.call('POST', '/v1/users', { name: 'carol', password, role: 'agent' }, admin.headers);
    const carol = await logIn(desk, 'carol');
    expect(await calls(carol, '/v1/models')).toBe(200);
    const change = (body: object) => attack(send('PUT', `/v1/users/${carol.id}`, body, admin));
    await change({ role: 'requester' });
    expect(await calls(carol, '/v1/models')).toBe(403);
    const renewed = `${password}!`;
    const wrong = send('PUT', '/v1/auth/password', { current: 'wrong', password: renewed }, carol);
    expect((await attack(wrong)).status).toBe(403);
    expect(
      (await attack(send('PUT', '/v1/auth/password', { current: password, password: renewed }, carol))).status,
    ).toBe(204);
    expect(await calls(carol)).toBe(401);
    const again = await logIn(desk, 'carol', renewed);
    await change({ disabled: true });
    expect(await calls(again)).toBe(401);
    await expect(logIn(desk, 'carol', renewed)).rejects.toThrow('Name or password is not right');
    // Enabled again, what was open before stays ended.
    await change({ disabled: false });
    expect(await calls(again)).toBe(401);
  });

  it('an API key does what its scopes say, until it expires or is revoked', async () => {
    const { desk, admin } = setting;
    const make = async (role: string, scopes: string[], expiresAt?: string) =>
      (await desk.call('POST', '/v1/api-keys', { name: 'CI', role, scopes, expiresAt }, admin.headers)).body;
    const as = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });
    const reader = await make('admin', ['tickets:read']);
    const own = await make('requester', ['tickets:read', 'tickets:write']);
    const revoked = await make('agent', ['tickets:read']);
    const short = await make('agent', ['tickets:read'], new Date(Date.now() + 1_500).toISOString());
    expect((await attack(get('/v1/tickets', as(short.key).headers))).status).toBe(200);
    await desk.call('DELETE', `/v1/api-keys/${revoked.id}`, undefined, admin.headers);
    await eventually(async () => {
      expect((await attack(get('/v1/tickets', as(short.key).headers))).status).toBe(401);
    });
    expect(
      await failuresOf([
        ['within its scope', 200, get('/v1/tickets', as(reader.key).headers)],
        ['another scope', 403, send('POST', '/v1/tickets', { body: 'x' }, as(reader.key))],
        ['an admin’s key makes keys', 403, send('POST', '/v1/api-keys', {}, as(reader.key))],
        ['an admin’s key lists users', 403, get('/v1/users', as(reader.key).headers)],
        ['a key changes a password', 403, send('PUT', '/v1/auth/password', {}, as(reader.key))],
        ['a requester’s key reads another’s ticket', 404, get(`/v1/tickets/${ticket}`, as(own.key).headers)],
        ['a requester’s key on an agent’s route', 403, get('/v1/models', as(own.key).headers)],
        ['revoked', 401, get('/v1/tickets', as(revoked.key).headers)],
        ['its prefix alone', 401, get('/v1/tickets', as(reader.prefix).headers)],
        ['its prefix with a guess', 401, get('/v1/tickets', as(`${reader.prefix}_${'A'.repeat(43)}`).headers)],
        ['another key’s secret', 401, get('/v1/tickets', as(reader.prefix + own.key.slice(own.prefix.length)).headers)],
        ['its id', 401, get('/v1/tickets', as(reader.id).headers)],
        [
          'expired when made',
          400,
          send(
            'POST',
            '/v1/api-keys',
            { name: 'x', role: 'agent', scopes: ['tickets:read'], expiresAt: '2020-01-01T00:00:00Z' },
            admin,
          ),
        ],
        ['a scope that is none', 400, send('POST', '/v1/api-keys', { name: 'x', role: 'agent', scopes: ['*'] }, admin)],
      ]),
    ).toEqual([]);
    const listed = JSON.stringify((await desk.call('GET', '/v1/api-keys', undefined, admin.headers)).body);
    expect(listed).toContain(reader.prefix);
    for (const { key } of [reader, own, revoked, short]) expect(listed).not.toContain(key.slice(-43));
  });

  it('no path leads round the table', async () => {
    const { bob } = setting;
    const tried = [
      '/v1/Users',
      '/v1//users',
      '/v1/users/',
      '/v1/users%2f',
      '/v1/users;x',
      '/V1/users',
      '/v1/users%00',
      '/health/../v1/users',
      '/docs/..%2fv1/users',
      '/v1/users/.',
      '/%76%31/users',
    ];
    const statuses = await Promise.all(
      tried.map((path) => attack(get(path, bob.headers)).then(({ status }) => status)),
    );
    expect(statuses.filter((status) => ![400, 403, 404, 405].includes(status))).toEqual([]);
  });

  it('names are not told by what is said, nor by how long it takes', async () => {
    const attempt = async (name: string) => {
      const started = performance.now();
      const reply = await attack(send('POST', '/v1/auth/login', { name, password: 'not his password' }, nobody));
      return { ms: performance.now() - started, reply };
    };
    const known: number[] = [];
    const unknown: number[] = [];
    const areAlike = () => {
      const ratio = Math.min(...known) / Math.min(...unknown);
      return ratio > 0.5 && ratio < 2;
    };
    // Interleaved, so that what else the machine does slows both alike; a busy one gets a second name to guess at.
    for (const name of ['agent', 'bob']) {
      for (let round = 0; round < 8; round += 1) {
        const [one, other] = [await attempt(name), await attempt(`nobody-${name}-${round}`)];
        expect([one.reply.status, other.reply.status]).toEqual([401, 401]);
        expect(one.reply.text).toBe(other.reply.text);
        known.push(one.ms);
        unknown.push(other.ms);
      }
      if (areAlike()) break;
    }
    expect(areAlike()).toBe(true);
    const register = (name: string) => attack(send('POST', '/v1/auth/register', { name, password }, nobody));
    const [taken, free] = [await register('admin'), await register('dora')];
    expect([taken.status, taken.text]).toEqual([free.status, free.text]);
    expect(free.status).toBe(202);
    expect((await logIn(setting.desk, 'dora')).id).not.toBe(setting.admin.id);
    expect((await logIn(setting.desk, 'admin')).id).toBe(setting.admin.id);
  });

  it('guessing a password ends soon, for names that are there and names that are not', async () => {
    for (const name of ['erin', 'ada']) {
      const statuses: number[] = [];
      for (let guess = 0; guess < 12; guess += 1) {
        // Nobody trusts what a stranger says of his address.
        const headers = { 'x-forwarded-for': `203.0.113.${guess}` };
        const reply = await attack(send('POST', '/v1/auth/login', { name, password: `guess ${guess}` }, { headers }));
        statuses.push(reply.status);
        if (reply.status === 429) expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
      }
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    }
  });

  it('pages of other origins get nothing to read', async () => {
    const reply = await attack(get('/v1/tickets', { origin: 'https://evil.example.com', ...setting.ada.headers }));
    expect(reply.headers['access-control-allow-origin']).toBeUndefined();
    expect(reply.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    });
  });

  it('refusals have the same headers', async () => {
    const { headers } = await attack(get('/v1/tickets'));
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'www-authenticate': 'Bearer realm="driftdesk"',
    });
  });

  it('one part of the desk asks another on the caller’s behalf', async () => {
    const summary = await attack(get('/v1/summary', setting.agent.headers));
    expect([summary.status, JSON.parse(summary.text).loop]).toEqual([200, expect.objectContaining({ paused: false })]);
  });

  it('oversized headers end with 4xx or a closed connection', async () => {
    const bytes = `GET /v1/tickets HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${'x'.repeat(100_000)}\r\n\r\n`;
    expect(await sendBytes(setting.desk.url, bytes)).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
  });

  it('after all of it the desk blames itself for nothing, and told no secret', async () => {
    expect((await attack(get('/health/ready'))).status).toBe(200);
    expect(setting.desk.log.filter(({ msg }) => msg === 'request failed')).toEqual([]);
    const said = JSON.stringify(setting.desk.log) + setting.desk.errors.join('');
    for (const { tokens } of [setting.admin, setting.ada]) {
      for (const secret of [tokens.refreshToken, tokens.accessToken, password]) expect(said).not.toContain(secret);
    }
  });

  it('logins, refusals, keys, roles and reads of another’s ticket are on record, without names or texts', async () => {
    // The store belongs to the running desk; what it published is read after its end.
    expect(await setting.desk.stop()).toBe(0);
    const database = await openPglite(join(setting.desk.home, 'store'));
    const rows = await database.sql.query<{ payload: string }>(
      "SELECT payload FROM messaging.events WHERE topic = 'audit.recorded.v1'",
    );
    await database.close();
    const entries = rows.map(({ payload }) => JSON.parse(payload) as { action: string });
    const actions = new Set(entries.map(({ action }) => action));
    for (const action of recorded) expect([action, actions.has(action)]).toEqual([action, true]);
    for (const text of ['My VPN drops', 'mallory', 'nobody-agent-1', password])
      expect(JSON.stringify(rows)).not.toContain(text);
  });
});

/** Whether a refusal is a problem that tells nothing of the inside. */
function isPlainProblem({ headers, text, status }: RawReply): boolean {
  if (text === '') return true;
  const isProblem = (headers['content-type'] ?? '').startsWith('application/problem+json');
  return isProblem && JSON.parse(text).status === status && !/\bat .+:\d+|node_modules/.test(text);
}
