import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createDeskClient, DeskProblem, succeeded } from './desk-client.js';

let server: Server | undefined;

/** A server that answers every request so. @returns its URL */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

describe('the desk client', () => {
  it('sends JSON with the headers given, and gives back what is no failure', async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      seen.push([request.method, request.url, request.headers['content-type'], request.headers['prefer']]);
      request.pipe(response.writeHead(404));
    });
    const reply = await createDeskClient(url).call('POST', '/v1/tickets', { body: 'x' }, { prefer: 'wait=1' });
    expect(reply).toEqual({ status: 404, body: { body: 'x' } });
    expect(seen).toEqual([['POST', '/v1/tickets', 'application/json', 'wait=1']]);
  });

  it('says what the desk says when it fails or refuses', async () => {
    const url = await serve((request, response) => {
      const status = Number(request.url?.slice(1));
      response.writeHead(status).end(JSON.stringify(status === 400 ? { detail: 'Too long.' } : {}));
    });
    const desk = createDeskClient(url);
    await expect(desk.call('GET', '/500')).rejects.toThrow(new DeskProblem('The desk failed at GET /500: status 500'));
    const refused = await desk.call('GET', '/400');
    expect(() => succeeded(refused)).toThrow(new DeskProblem('The desk refuses: Too long.'));
    expect(succeeded(await desk.call('GET', '/200'))).toEqual({});
  });

  it('says where no desk answers, and which URL is none', async () => {
    const url = await serve(() => undefined);
    server?.close();
    await expect(createDeskClient(url).call('GET', '/')).rejects.toThrow(
      `No desk answers at ${url}; start it with npm start, or name it with --url.`,
    );
    expect(() => createDeskClient('localhost:3000')).toThrow('--url localhost:3000 is not an http or https URL.');
  });

  it('breaks off what is under way with the reason of its signal', async () => {
    const ending = new AbortController();
    const url = await serve(() => ending.abort(new Error('enough')));
    await expect(createDeskClient(url, { signal: ending.signal }).call('GET', '/')).rejects.toThrow('enough');
  });
});
