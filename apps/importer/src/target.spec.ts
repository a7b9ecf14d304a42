import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { defaultDeskUrl } from '@driftdesk/desk-client';
import { openDesk, type Terminal } from './target.js';

const home = { home: '/srv/desk', model: 'triage', queues: ['network'] };
const article = (source: string) => ({ items: [{ source }], nextCursor: null });
const empty: Replies = { '/v1/desk': home, '/v1/tickets': { items: [] }, '/v1/knowledge/documents': article('demo') };

type Replies = Readonly<Record<string, unknown>>;

let server: Server | undefined;
const { fetch } = globalThis;

/** A desk at the default address that gives these replies. */
async function serve(replies: Replies): Promise<void> {
  server = createServer((request, response) => {
    const body = replies[(request.url ?? '').split('?')[0] ?? ''];
    response.writeHead(body === undefined ? 403 : 200).end(JSON.stringify(body ?? {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  globalThis.fetch = (url, init) =>
    fetch(String(url).replace(/^http:\/\/127\.0\.0\.1:3000/, `http://127.0.0.1:${port}`), init);
}

afterEach(() => {
  globalThis.fetch = fetch;
  server?.closeAllConnections();
  server?.close();
});

function terminal(isTerminal: boolean, answer = ''): Terminal & { readonly lines: string[] } {
  const lines: string[] = [];
  const ask = (question: string) => Promise.resolve((lines.push(question), answer));
  return { lines, isTerminal, say: (line) => void lines.push(line), ask };
}

describe('the desk that an import writes to', () => {
  const target = { yes: false, dryRun: false };
  const named = `Desk: ${defaultDeskUrl}, state in /srv/desk`;

  it('is named, and not asked about while it is as it was born', async () => {
    await serve(empty);
    const said = terminal(true);
    expect((await openDesk(target, said)).description).toEqual(home);
    expect(said.lines).toEqual([named]);
  });

  it.each([
    ['tickets', { ...empty, '/v1/tickets': { items: [{}] } }, 'It holds tickets already.'],
    ['articles', { ...empty, '/v1/knowledge/documents': article('api') }, 'It holds articles already.'],
  ])('is asked about on a terminal when it holds %s and nobody named it', async (_, replies, question) => {
    await serve(replies);
    const yes = terminal(true, ' Yes ');
    await openDesk(target, yes);
    expect(yes.lines).toEqual([named, `${question} Import into it? [y/N] `]);
    await expect(openDesk(target, terminal(true, ''))).rejects.toThrow(
      'Nothing was imported. --url names another desk.',
    );
    const nobody = terminal(false);
    await openDesk(target, nobody);
    expect(nobody.lines).toEqual([
      named,
      expect.stringMatching(`^${question} There is no terminal to ask on: the import goes on`),
    ]);
  });

  it.each([
    ['it is named', { ...target, url: defaultDeskUrl }],
    ['--yes says so', { ...target, yes: true }],
    ['nothing is written', { ...target, dryRun: true }],
  ])('is not asked about when %s', async (_, options) => {
    await serve({ ...empty, '/v1/tickets': { items: [{}] } });
    const said = terminal(true);
    await openDesk(options, said);
    expect(said.lines).toEqual([named]);
  });

  it('is named by its URL alone when the caller may not know more', async () => {
    await serve({});
    const said = terminal(true);
    expect((await openDesk(target, said)).description).toBeUndefined();
    expect(said.lines).toEqual([`Desk: ${defaultDeskUrl}`]);
  });
});
