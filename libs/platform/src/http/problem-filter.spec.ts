import { type AddressInfo, connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createMetrics } from '../metrics.js';
import { HttpProblem } from './problem.js';
import { sendProblem } from './problem-filter.js';
import { createServer } from './server.js';

describe('an error on its way out', () => {
  const lines: Record<string, unknown>[] = [];
  const logger = pino({ level: 'error' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const server = createServer(logger, createMetrics());
  beforeAll(async () => {
    server.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, logger));
    server.get('/missing', () => Promise.reject(new HttpProblem(404, 'not_found', 'There is no such ticket.')));
    server.get('/unready', () => Promise.reject(new HttpProblem(503, 'model_not_loaded', 'No version is loaded.')));
    server.get('/broken', () => Promise.reject(new Error('secret')));
    server.post('/', (request) => request.body);
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());
  beforeEach(() => void lines.splice(0));

  const failures = () => lines.filter(({ msg }) => msg === 'request failed');

  it('is problem+json, without the query that may hold what is private', async () => {
    const reply = await server.inject('/missing?assignee=ada');
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(reply.json()).toMatchObject({ status: 404, code: 'not_found', instance: '/missing' });
    expect(failures()).toEqual([]);
  });

  it('is logged with its stack when it is nobody else’s fault, and then only', async () => {
    expect((await server.inject('/unready')).statusCode).toBe(503);
    expect(failures()).toEqual([]);
    const reply = await server.inject('/broken');
    expect(reply.statusCode).toBe(500);
    expect(reply.body).not.toContain('secret');
    expect(failures()).toEqual([
      expect.objectContaining({ err: expect.objectContaining({ message: 'secret', stack: expect.any(String) }) }),
    ]);
  });

  it('reaches a client that is still sending a body that is too large', async () => {
    const { port } = server.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.setEncoding('utf8').on('data', (text: string) => (received += text));
    socket.write('POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n');
    socket.write(`content-length: ${5 << 20}\r\n\r\n`);
    for (let sent = 0; sent < 5; sent += 1) {
      if (!socket.write('x'.repeat(1 << 20))) await once(socket, 'drain');
    }
    await once(socket, 'close');
    expect(received).toMatch(/^HTTP\/1\.1 413 /);
    expect(received).toContain('"code":"body_too_large"');
  });

  it('takes a stranger’s correlation id when it is safe, and makes one when it is not', async () => {
    const idOf = async (sent: string) => {
      const reply = await server.inject({ url: '/missing', headers: { 'x-correlation-id': sent } });
      return String(reply.headers['x-correlation-id']);
    };
    expect(await idOf('order-7:retry.2')).toBe('order-7:retry.2');
    for (const unsafe of ['a b', '"', 'x'.repeat(129), '{"a":1}'])
      expect(await idOf(unsafe)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
