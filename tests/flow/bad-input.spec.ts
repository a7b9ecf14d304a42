import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { maxBodyLength } from '@driftdesk/contracts';
import {
  invalidActions,
  invalidFields,
  invalidQueries,
  malformedBodies,
  type Row,
  unknownId,
} from '../support/bad-requests.js';
import { unknownPaths, wrongMethods, wrongParameters } from '../support/bad-routes.js';
import { startDesk } from '../support/desk.js';
import { faultsOf } from '../support/faults-of.js';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';
import { emptyHome } from '../support/prepared-home.js';
import { sendBytes, sendRaw } from '../support/raw-request.js';
import { rm } from 'node:fs/promises';

describe('what is wrong with a request is said, and costs nobody else', () => {
  let desk: PreparedDesk;
  let ticketId: string;
  beforeAll(async () => {
    desk = await preparedDesk();
    ticketId = (await desk.call('POST', '/v1/tickets', { body: 'The VPN drops every minute' })).body.id;
  });
  afterAll(() => desk.remove());

  const groups: readonly (readonly [string, () => readonly Row[]])[] = [
    ['malformed bodies', () => malformedBodies],
    ['invalid fields', () => invalidFields],
    ['invalid queries', () => invalidQueries],
    ['invalid actions', () => invalidActions(ticketId)],
    ['wrong parameters of every route', () => wrongParameters],
    ['wrong methods on every path', () => wrongMethods],
    ['unknown paths', () => unknownPaths],
  ];
  it.each(groups)('%s', async (_group, rows) => {
    const wrong: string[] = [];
    for (const row of rows()) {
      const faults = await sendRaw(desk.url, row).then(
        (reply) => faultsOf(reply, row),
        (error: Error) => [`no reply: ${error.message}`],
      );
      if (faults.length > 0) wrong.push(`${row.name}: ${faults.join(', ')}`);
    }
    expect(wrong).toEqual([]);
  });

  it('the largest body is accepted', async () => {
    expect((await desk.call('POST', '/v1/tickets', { body: 'x'.repeat(maxBodyLength) })).status).toBe(202);
  });

  it('a longer wait than there is becomes the longest', async () => {
    const { status, headers } = await desk.call(
      'POST',
      '/v1/tickets',
      { body: 'The VPN drops' },
      { prefer: 'wait=9999' },
    );
    expect([status, headers.get('preference-applied')]).toEqual([200, 'wait=30']);
  });

  it.each([
    ['no HTTP at all', 'HELLO\r\n\r\n'],
    ['a bad request line', 'GET /v1/tickets HTTP/9.9\r\n\r\n'],
    ['a bad header', 'GET /v1/tickets HTTP/1.1\r\nhost: x\r\nbad header: y\r\n\r\n'],
    ['NUL in a header', 'POST /v1/tickets HTTP/1.1\r\nhost: x\r\nidempotency-key: a\0b\r\n\r\n'],
    ['two lengths', 'POST /v1/tickets HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx'],
    ['100 KB of headers', `GET /v1/tickets HTTP/1.1\r\nhost: x\r\nx-large: ${'x'.repeat(100_000)}\r\n\r\n`],
    [
      'a bad chunk',
      'POST /v1/tickets HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ncontent-type: application/json\r\n\r\nzz\r\n',
    ],
  ])('%s: a 4xx or a closed connection, and the desk lives', async (_name, bytes) => {
    expect(await sendBytes(desk.url, bytes)).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
    expect((await desk.call('GET', '/health/live')).status).toBe(200);
  });

  it.each([
    [
      'a method that no server knows',
      'QUERY /v1/tickets HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n',
      405,
      'method_not_allowed',
    ],
    [
      'a method that no route has',
      'PROPFIND /v1/tickets HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n',
      405,
      'method_not_allowed',
    ],
    [
      'two hosts',
      'GET /v1/tickets HTTP/1.1\r\nhost: localhost\r\nhost: localhost\r\nconnection: close\r\n\r\n',
      400,
      'invalid_host',
    ],
    [
      'an address with a tail',
      'GET /v1/tickets HTTP/1.1\r\nhost: [::1].evil\r\nconnection: close\r\n\r\n',
      400,
      'invalid_host',
    ],
    [
      'another host',
      'GET /v1/tickets HTTP/1.1\r\nhost: evil.example.com\r\nconnection: close\r\n\r\n',
      421,
      'not_loopback',
    ],
    ['no HTTP at all', 'HELLO\r\n\r\n', 405, 'method_not_allowed'],
    [
      'headers without end',
      `GET / HTTP/1.1\r\nhost: x\r\nx-large: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
  ])('%s: a problem that says so', async (_name, bytes, status, code) => {
    const [head, body] = (await sendBytes(desk.url, bytes)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toMatch(/content-type: application\/problem\+json/i);
    expect(JSON.parse(body ?? '')).toMatchObject({ status, code });
    if (status === 405) expect(head).toMatch(/^allow: .*GET/im);
  });

  it('HEAD answers as GET does, without a body', async () => {
    for (const [path, status] of [
      ['/v1/tickets', 200],
      [`/v1/tickets/${unknownId}`, 404],
      ['/v1/tickets?limit=0', 400],
      ['/nothing', 404],
    ] as const) {
      const reply = await sendRaw(desk.url, { method: 'HEAD', path });
      expect([path, reply.status, reply.text]).toEqual([path, status, '']);
    }
  });

  it('after all of it the desk is well and blames itself for nothing', async () => {
    expect((await desk.call('GET', '/health/ready')).body.status).toBe('up');
    expect(desk.log.filter(({ msg }) => msg === 'request failed')).toEqual([]);
  });
});

describe('a desk without a model', () => {
  it('takes tickets, which wait, and refuses predictions', async () => {
    const home = await emptyHome();
    const desk = await startDesk(home, { DEMO_DATA: 'false' });
    try {
      for (const action of ['predict', 'explain']) {
        const refused = await sendRaw(desk.url, {
          method: 'POST',
          path: `/v1/models/ticket-triage/${action}`,
          headers: { 'content-type': 'application/json' },
          body: '{"body":"The VPN drops"}',
        });
        expect(faultsOf(refused, { status: 503, code: 'model_not_loaded' })).toEqual([]);
      }
      const submitted = await desk.call('POST', '/v1/tickets', { body: 'The VPN drops' }, { prefer: 'wait=2' });
      expect([submitted.status, submitted.body.status]).toEqual([202, 'received']);
      expect((await desk.call('GET', '/v1/dead-letters')).body.items).toEqual([]);
      const model = await desk.call('GET', '/v1/models/ticket-triage');
      expect(model.body).toMatchObject({ status: 'not_loaded', champion: null, loaded: null });
      // The labels are registered although no model has learned them.
      const feedback = await desk.call('POST', `/v1/tickets/${submitted.body.id}/feedback`, { queue: 'network' });
      expect([feedback.status, feedback.body.code]).toEqual([200, undefined]);
    } finally {
      expect(await desk.stop()).toBe(0);
      await rm(home, { recursive: true, force: true });
    }
  });
});
