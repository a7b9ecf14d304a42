import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createMetrics } from '../metrics.js';
import { maxBodyBytes } from './json-body.js';
import { createServer } from './server.js';
import { sendProblem } from './problem-filter.js';

const json = { 'content-type': 'application/json' };
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('a request body', () => {
  const logger = pino({ level: 'silent' });
  const server = createServer(logger, createMetrics());
  beforeAll(async () => {
    server.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, logger));
    server.post('/echo', (request) => ({ body: request.body }));
    await server.ready();
  });
  afterAll(() => server.close());

  const send = async (payload: string | Buffer, headers: Record<string, string> = json) => {
    const reply = await server.inject({ method: 'POST', url: '/echo', payload, headers });
    return { status: reply.statusCode, body: reply.json() as Record<string, unknown> };
  };

  it.each<[string, string, unknown]>([
    ['an object', '{"a":[1,{"b":null}]}', { a: [1, { b: null }] }],
    ['brackets and quotes in a string', JSON.stringify({ a: `${'[{'.repeat(60)}"\\` }), { a: `${'[{'.repeat(60)}"\\` }],
    ['every kind of character', '{"a":"é😀\\u00e9"}', { a: 'é😀é' }],
    ['32 levels', nested(32), JSON.parse(nested(32))],
    ['one name in two objects', '{"a":{"a":1},"b":[{"a":2},{"a":3}]}', { a: { a: 1 }, b: [{ a: 2 }, { a: 3 }] }],
    ['a value like a name', '{"a":"b","b":"a","c":["a","a"]}', { a: 'b', b: 'a', c: ['a', 'a'] }],
    ['many lists side by side', `[${'[],'.repeat(1_000)}[]]`, Array.from({ length: 1_001 }, () => [])],
  ])('is parsed: %s', async (_what, payload, expected) => {
    expect(await send(payload)).toEqual({ status: 200, body: { body: expected } });
  });

  it('may name a charset', async () => {
    expect(await send('{}', { 'content-type': 'application/json; charset=utf-8' })).toMatchObject({ status: 200 });
  });

  it.each<[string, string | Buffer, string]>([
    ['nothing', '', 'is empty'],
    ['half an object', '{"a":', 'is not valid JSON'],
    ['two values', '{} {}', 'is not valid JSON'],
    ['invalid UTF-8', Buffer.from('7b2261223a22ff227d', 'hex'), 'is not valid UTF-8'],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le'), 'is not valid JSON'],
    ['33 levels', nested(33), 'nests deeper than 32 levels'],
    ['a million open brackets', '['.repeat(maxBodyBytes), 'nests deeper than 32 levels'],
    ['levels behind a string that ends in a backslash', `["\\\\",${nested(32)}]`, 'nests deeper than 32 levels'],
    ['a name twice', '{"role":"agent","role":"admin"}', 'says "role" twice'],
    ['a name twice, once in escapes', '{"role":1,"r\\u006fle":2}', 'twice in one object'],
    ['a name twice, far apart and deep', '{"a":[{"b":1,"c":{"b":2}, "b" :3}]}', 'says "b" twice'],
    ['a name without end', `{"${'x'.repeat(500_000)}`, 'is not valid JSON'],
    ['__proto__', '{"__proto__":{"admin":true}}', 'is not valid JSON'],
    ['constructor.prototype', '{"constructor":{"prototype":{"admin":true}}}', 'is not valid JSON'],
  ])('is refused: %s', async (_what, payload, detail) => {
    const { status, body } = await send(payload);
    expect({ status, code: body['code'], detail: body['detail'] }).toEqual({
      status: 400,
      code: 'malformed_json',
      detail: expect.stringContaining(detail),
    });
  });

  it('is refused when it is compressed, before anything is inflated', async () => {
    const reply = await send(gzipSync('{}'), { ...json, 'content-encoding': 'gzip' });
    expect(reply).toMatchObject({ status: 415, body: { code: 'unsupported_encoding' } });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data; boundary=x'])(
    'is refused as %s',
    async (type) => {
      expect(await send('{}', { 'content-type': type })).toMatchObject({
        status: 415,
        body: { code: 'unsupported_media_type' },
      });
    },
  );

  it('is read in no time with as many names as fit', async () => {
    const names = Array.from({ length: 90_000 }, (_, n) => `"${n}":0`).join();
    const before = process.cpuUsage();
    expect(await send(`{${names}}`)).toMatchObject({ status: 200 });
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1_000);
  });

  it('may have 1 MiB and not a byte more', async () => {
    const largest = `"${'x'.repeat(maxBodyBytes - 2)}"`;
    expect((await send(largest)).status).toBe(200);
    expect(await send(`${largest} `)).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
  });
});
