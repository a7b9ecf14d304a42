import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkedLookup, type Resolve } from './checked-lookup.js';
import { isEgressRefused } from './egress-refused.js';
import { refusalOf } from './environment.js';
import { guardedFetch } from './guarded-fetch.js';

/** A resolver that says these addresses, one list after the other. */
function resolver(...answers: string[][]): Resolve {
  let asked = 0;
  return (_hostname, _options, done) => {
    const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
}

describe('a configured URL', () => {
  it.each([
    'https://api.mistral.ai',
    'https://8.8.8.8/v1',
    'http://localhost:11434/v1',
    'http://127.0.0.1:11434',
    'http://[::1]:11434',
  ])('may be %s', (url) => expect(refusalOf(url)).toBeUndefined());

  it.each([
    ['http://api.example.com', 'must be https'],
    ['http://localhost.example.com', 'must be https'],
    ['https://10.0.0.7', 'private'],
    ['https://192.168.1.2', 'private'],
    ['https://172.16.0.1', 'private'],
    ['http://169.254.169.254/latest/meta-data', 'private'],
    ['https://100.64.0.1', 'private'],
    ['https://0.0.0.0', 'private'],
    ['https://[fe80::1]', 'private'],
    ['https://[fd00::1]', 'private'],
    ['https://[::ffff:10.0.0.7]', 'private'],
    ['https://[64:ff9b::a00:7]', 'private'],
    ['https://0x0a000007', 'private'],
  ])('may not be %s unless its host is named', (url, reason) => {
    expect(refusalOf(url)).toContain(reason);
    expect(refusalOf(url, [new URL(url).hostname.replace(/[[\]]/g, '')])).toBeUndefined();
  });
});

describe('the addresses of a name', () => {
  const look = (host: string, resolve: Resolve, allowed: string[] = []) =>
    new Promise((done) => {
      checkedLookup(allowed, resolve)(host, {}, (error, address) => done(error ?? address));
    });

  it.each(['10.0.0.7', '127.0.0.1', '169.254.169.254', '::1', 'fe80::1', '::ffff:192.168.0.1', '0.0.0.0', '224.0.0.1'])(
    'may not be %s',
    async (address) => {
      expect(isEgressRefused(await look('api.example.com', resolver([address])))).toBe(true);
      // Not even among good ones: a socket may try them all.
      expect(isEgressRefused(await look('api.example.com', resolver(['8.8.8.8', address])))).toBe(true);
      expect(await look('api.example.com', resolver([address]), ['api.example.com'])).toBe(address);
    },
  );

  it('are looked at for each connection: what was public before helps nobody', async () => {
    const changing = resolver(['8.8.8.8'], ['127.0.0.1']);
    expect(await look('rebind.example.com', changing)).toBe('8.8.8.8');
    expect(isEgressRefused(await look('rebind.example.com', changing))).toBe(true);
  });

  it('of localhost are on this machine', async () => {
    expect(await look('localhost', resolver(['127.0.0.1']))).toBe('127.0.0.1');
    expect(isEgressRefused(await look('localhost', resolver(['10.0.0.7'])))).toBe(true);
  });
});

describe('guardedFetch', () => {
  let server: Server;
  let port: number;
  const seen: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers['x-key']}`);
      if (request.url === '/redirect') response.writeHead(302, { location: '/secret' });
      request.pipe(response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => void server.close());

  it('sends what it is given, as parts or as a Request', async () => {
    const fetch = guardedFetch();
    const url = `http://127.0.0.1:${port}/echo`;
    const init = { method: 'POST', headers: { 'x-key': '7' }, body: 'hello' };
    expect(await (await fetch(url, init)).text()).toBe('hello');
    expect(await (await fetch(new Request(url, init))).text()).toBe('hello');
    expect(seen.splice(0)).toEqual(['POST /echo 7', 'POST /echo 7']);
  });

  it('follows no redirect', async () => {
    const response = await guardedFetch()(`http://127.0.0.1:${port}/redirect`, { redirect: 'follow' });
    expect([response.status, seen.splice(0)]).toEqual([302, ['GET /redirect undefined']]);
  });

  it('does not reach a private server under a public name', async () => {
    const fetch = guardedFetch({ resolve: resolver(['127.0.0.1']) });
    const error = await fetch(`https://rebind.example.com:${port}/`).catch((thrown: unknown) => thrown);
    expect([isEgressRefused(error), seen]).toEqual([true, []]);
  });

  it('reaches a private server that is named', async () => {
    const fetch = guardedFetch({ allowedHosts: ['ollama.internal'], resolve: resolver(['127.0.0.1']) });
    expect((await fetch(`http://ollama.internal:${port}/`)).status).toBe(200);
    seen.splice(0);
  });
});
