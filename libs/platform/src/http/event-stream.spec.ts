import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createLogger } from '../logger.js';
import { createMetrics } from '../metrics.js';
import { encodeEvent, type EventStream, sendEventStream } from './event-stream.js';
import { createServer } from './server.js';

const timing = { heartbeatMs: 50, stallMs: 60_000, pauseMs: 5, bytesPerMs: 1e6 };
/** More than the buffers of a loopback connection hold. */
const large = 'x'.repeat(8_000_000);

/** A server whose only route streams what the test says. */
async function setUp(stallMs = timing.stallMs, bytesPerMs = timing.bytesPerMs) {
  const server = createServer(createLogger('test', 'silent'), createMetrics());
  const stage = { state: 0, text: '', reads: 0, allowed: true, closed: 0 };
  const streams: EventStream<'state'>[] = [];
  server.get('/events', (_, reply) => {
    const stream = sendEventStream(reply, {
      sources: {
        state: () => {
          stage.reads += 1;
          return Promise.resolve(encodeEvent('state', { n: stage.state, text: stage.text }));
        },
      },
      confirm: () => (stage.allowed ? Promise.resolve() : Promise.reject(new Error('not any more'))),
      onClose: () => void (stage.closed += 1),
      timing: { ...timing, stallMs, bytesPerMs },
    });
    streams.push(stream);
    stream.changed('state');
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const become = (state: number, text = '') => {
    Object.assign(stage, { state, text });
    for (const stream of streams) stream.changed('state');
  };
  return { server, stage, become };
}

/** A client that reads nothing until it is told to. */
async function slowClient(
  server: FastifyInstance,
  method = 'GET',
): Promise<{ socket: Socket; received: () => string }> {
  const { port } = server.server.address() as { port: number };
  const socket = connect(port, '127.0.0.1').pause();
  let received = '';
  socket.on('error', () => undefined);
  socket.setEncoding('latin1').on('data', (part: string) => (received += part));
  socket.pause();
  await once(socket, 'connect');
  socket.write(`${method} /events HTTP/1.1\r\nhost: localhost\r\n\r\n`);
  return { socket, received: () => received };
}

const statesIn = (text: string) => [...text.matchAll(/"n":(\d+)/g)].map(([, n]) => Number(n));
async function until(holds: () => boolean): Promise<void> {
  for (let left = 400; !holds(); left -= 1) {
    if (left === 0) throw new Error(`still not: ${String(holds)}`);
    await pause(10);
  }
}

describe('a stream of server-sent events', () => {
  let server: FastifyInstance | undefined;
  afterEach(() => server?.close());

  it('gives a slow reader the newest state when it has taken the one before, not all of them', async () => {
    const setting = await setUp();
    ({ server } = setting);
    setting.stage.text = large;
    const client = await slowClient(server);
    await until(() => setting.stage.reads === 1);
    for (let n = 1; n <= 50; n += 1) {
      setting.become(n);
      await pause(1);
    }
    expect(setting.stage.reads).toBe(1);
    client.socket.resume();
    await until(() => client.received().includes('"n":50'));
    expect(statesIn(client.received())).toEqual([0, 50]);
    client.socket.destroy();
    await until(() => setting.stage.closed === 1);
  });

  it('cuts a client off that takes nothing for long', async () => {
    const setting = await setUp(300);
    ({ server } = setting);
    setting.stage.text = large;
    const client = await slowClient(server);
    await until(() => setting.stage.closed === 1);
    client.socket.resume();
    await once(client.socket, 'close');
    expect(client.received().length).toBeLessThan(large.length);
  });

  it('ends before the next event when the rights have ended, and by itself when nothing happens', async () => {
    const setting = await setUp();
    ({ server } = setting);
    const told = await slowClient(server);
    told.socket.resume();
    await until(() => told.received().includes('"n":0'));
    setting.stage.allowed = false;
    setting.become(1);
    await until(() => setting.stage.closed === 1);
    setting.stage.allowed = true;
    const quiet = await slowClient(server);
    quiet.socket.resume();
    await until(() => quiet.received().includes(': still here'));
    setting.stage.allowed = false;
    await until(() => setting.stage.closed === 2);
    await until(() => quiet.received().endsWith('0\r\n\r\n'));
    expect([statesIn(told.received()), statesIn(quiet.received())]).toEqual([[0], [1]]);
  });

  it('sends a large state seldom, whatever changes', async () => {
    const setting = await setUp(timing.stallMs, 10);
    ({ server } = setting);
    setting.stage.text = 'x'.repeat(3_000);
    const client = await slowClient(server);
    client.socket.resume();
    const changing = setInterval(() => setting.become(setting.stage.state + 1, setting.stage.text), 2);
    const began = performance.now();
    await until(() => statesIn(client.received()).length === 3);
    clearInterval(changing);
    // Two pauses of 300 ms lie between three states of 3,000 bytes.
    expect(performance.now() - began).toBeGreaterThan(550);
    client.socket.destroy();
  });

  it('is over at once for who asks by HEAD, which has no body, and keeps nothing of it', async () => {
    const setting = await setUp();
    ({ server } = setting);
    const client = await slowClient(server, 'HEAD');
    client.socket.resume();
    await until(() => client.received().startsWith('HTTP/1.1 200'));
    // The connection stays open for the next request: the reply alone has ended.
    await until(() => setting.stage.closed === 1);
    expect([client.received().includes('data:'), client.socket.destroyed]).toEqual([false, false]);
    client.socket.destroy();
  });

  it('survives clients that hang up at any moment', async () => {
    const setting = await setUp();
    ({ server } = setting);
    const clients = await Promise.all(Array.from({ length: 40 }, () => slowClient(setting.server)));
    await until(() => setting.stage.reads >= 40);
    for (const [n, { socket }] of clients.entries()) {
      setting.become(n, large.slice(0, 100_000));
      socket.resetAndDestroy();
    }
    await until(() => setting.stage.closed === 40);
    expect((await server.inject('/nothing')).statusCode).toBe(404);
  });
});
