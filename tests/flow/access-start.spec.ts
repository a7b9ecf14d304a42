import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { logIn } from '../support/access-desk.js';
import { json } from '../support/bad-requests.js';
import { refusedStart } from '../support/desk.js';
import { preparedDesk, type PreparedDesk } from '../support/prepared-desk.js';
import { sendRaw } from '../support/raw-request.js';

describe('a desk without access control', () => {
  let desk: PreparedDesk;
  beforeAll(async () => void (desk = await preparedDesk()));
  afterAll(() => desk.remove());

  const send = (method: string, path: string, headers: Record<string, string>) =>
    sendRaw(desk.url, { method, path, headers: { ...json, ...headers }, ...(method === 'POST' ? { body: '{}' } : {}) });
  const { host } = new URL('http://127.0.0.1');

  it('says once, visibly, that everybody is admin', () => {
    const warning = /Access control is off.*ACCESS_CONTROL=on/;
    expect(
      desk.errors
        .join('')
        .split('\n')
        .filter((line) => warning.test(line)),
    ).toHaveLength(1);
    expect(desk.log.filter(({ level, msg }) => level === 'warn' && warning.test(String(msg)))).toHaveLength(1);
  });

  it('answers who calls, and that there is nothing to log in to', async () => {
    expect((await desk.call('GET', '/v1/auth/me')).body).toEqual({ id: 'local', role: 'admin' });
    const refused = await desk.call('POST', '/v1/auth/login', { name: 'admin', password: 'x' });
    expect([refused.status, refused.body.code]).toEqual([409, 'access_control_off']);
  });

  it.each(['evil.example.com', '10.0.0.7', '127.0.0.1.evil.example.com', 'localhost.evil.example.com:80'])(
    'is not %s, whatever a page’s DNS says',
    async (name) => expect((await send('GET', '/v1/tickets', { host: name })).status).toBe(421),
  );

  it.each([host, 'localhost:3000', '[::1]:3000'])('is %s', async (name) => {
    expect((await send('GET', '/v1/tickets', { host: name })).status).toBe(200);
  });

  it('changes nothing for a page of another origin', async () => {
    const path = '/v1/models/ticket-triage/rollback';
    for (const origin of ['https://evil.example.com', 'null', 'http://127.0.0.1:1']) {
      expect([origin, (await send('POST', path, { origin })).status]).toEqual([origin, 403]);
    }
    expect((await send('POST', path, { origin: desk.url })).status).not.toBe(403);
  });

  it('shows its pages under policies that allow what they need', async () => {
    const docs = await desk.call('GET', '/docs');
    expect([docs.status, docs.body.includes('<script>')]).toEqual([200, false]);
    expect(docs.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect((await desk.call('GET', '/docs/start.js')).body).toContain('SwaggerUIBundle');
  });
});

describe('a start that would let strangers in', () => {
  let desk: PreparedDesk;
  beforeAll(async () => void (desk = await preparedDesk({ started: false })));
  afterAll(() => desk.remove());

  it.each(['0.0.0.0', '::', 'desk.example.com'])('is refused on %s, with the way out', async (HOST) => {
    const { code, errors } = await refusedStart(desk.home, { HOST });
    expect([code, errors]).toEqual([1, expect.stringContaining('Set ACCESS_CONTROL=on')]);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a short password', { ADMIN_PASSWORD: 'short' }, '12 to 256 characters'],
    ['a key that is none', { ACCESS_KEY: 'x' }, 'ACCESS_KEY holds no Ed25519 key'],
    ['a key that is not there', { ACCESS_KEY_FILE: '/nowhere/key.pem' }, 'there is no file /nowhere/key.pem'],
    ['a name that is none', { ADMIN_NAME: 'a b' }, 'ADMIN_NAME must be letters'],
  ])('is refused with %s', async (_what, environment, sentence) => {
    const { code, errors } = await refusedStart(desk.home, { ACCESS_CONTROL: 'on', ...environment });
    expect([code, errors]).toEqual([1, expect.stringContaining(sentence)]);
    expect(errors).not.toContain('short');
  });

  it('is refused with a password that others may read', async () => {
    const file = join(desk.home, 'password');
    await writeFile(file, 'correct horse battery');
    await chmod(file, 0o644);
    const { errors } = await refusedStart(desk.home, { ACCESS_CONTROL: 'on', ADMIN_PASSWORD_FILE: file });
    expect(errors).toContain('chmod 600');
  });
});

describe('the first start with access control', () => {
  const environment = {
    ACCESS_CONTROL: 'on',
    RATE_LIMIT_CALLER: '20',
    REQUEST_TIMEOUT_SECONDS: '1',
    CORS_ORIGINS: 'https://desk.example.com',
  };
  let desk: PreparedDesk;
  let password: string;
  beforeAll(async () => {
    desk = await preparedDesk({ environment });
    password = await readFile(join(desk.home, 'keys', 'admin-password'), 'utf8');
  });
  afterAll(() => desk.remove());

  it('makes a key and a password that this user alone may read, and shows neither', async () => {
    for (const name of ['access.pem', 'admin-password']) {
      expect([name, (await stat(join(desk.home, 'keys', name))).mode & 0o777]).toEqual([name, 0o600]);
    }
    expect(desk.errors.join('')).toContain('admin-password');
    expect(desk.errors.join('') + JSON.stringify(desk.log)).not.toContain(password);
  });

  it('keeps sessions over a restart, and the password that is there', async () => {
    const admin = await logIn(desk, 'admin', password);
    expect(await desk.stop()).toBe(0);
    await desk.start({ ...environment, ADMIN_PASSWORD: 'another password' });
    expect((await desk.call('GET', '/v1/auth/me', undefined, admin.headers)).status).toBe(200);
    await expect(logIn(desk, 'admin', 'another password')).rejects.toThrow('not right');
  });

  it('lets pages of listed origins in, and no others', async () => {
    const preflight = (origin: string) =>
      sendRaw(desk.url, {
        method: 'OPTIONS',
        path: '/v1/tickets',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    expect((await preflight('https://desk.example.com')).headers['access-control-allow-origin']).toBe(
      'https://desk.example.com',
    );
    expect((await preflight('https://evil.example.com')).headers['access-control-allow-origin']).toBeUndefined();
  });

  it('answers a body that does not come, and headers that do not end, with 408', async () => {
    const begin =
      'POST /v1/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n';
    for (const bytes of [`${begin}\r\n{"name":`, begin])
      expect(await trickle(desk.url, bytes)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('slows a caller down who asks too often, and says until when', async () => {
    const admin = await logIn(desk, 'admin', password);
    const replies = [];
    for (let call = 0; call < 25; call += 1)
      replies.push(await desk.call('GET', '/v1/auth/me', undefined, admin.headers));
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(5);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused[0]?.body.code).toBe('too_many_requests');
  });
});

/** Sends a letter every 200 ms, as slow clients do that mean harm. @returns what came back until the desk hung up */
function trickle(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = '';
  const timer = setInterval(() => socket.writable && socket.write('x'), 200);
  socket.setEncoding('latin1').on('data', (part: string) => (received += part));
  socket.on('error', () => undefined);
  socket.write(bytes);
  return new Promise((resolve) =>
    socket.once('close', () => {
      clearInterval(timer);
      resolve(received);
    }),
  );
}
