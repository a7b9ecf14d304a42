import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { budgetOf } from '../twins/budgets.js';
import { answer, drip, emptyBody, hang, hangInBody, huge, refuse, reset, resetInBody } from '../twins/chat-replies.js';
import type { Reply } from '../twins/chat-server.js';
import { apiKey, type Asking, goodText } from './ask-over-http.fixture.js';

const leak = { object: 'error', message: `Bad key ${apiKey}`, error: { message: apiKey }, type: 'x', code: '1' };
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toUTCString();

/** What a chat provider must make of servers that fail. */
export function describeFailures({ name, ask, answered, failed, needsHuman }: Asking): void {
  describe(`failures of ${name}`, () => {
    it.each<[string, Reply[], string, number]>([
      ['401 that repeats the key', [refuse(401, leak)], '… refused the API key (HTTP 401).', 1],
      ['403', [refuse(403, leak)], '… refused the API key (HTTP 403).', 1],
      ['404', [refuse(404, leak)], '… has no such model, or its base URL is wrong (HTTP 404).', 1],
      ['400', [refuse(400, leak)], '… refused the request (HTTP 400).', 1],
      ['422', [refuse(422, { detail: [] })], '… refused the request (HTTP 422).', 1],
      [
        'a redirect to somewhere else',
        [refuse(307, {}, { location: 'http://127.0.0.1:1/v1/chat/completions' })],
        '… refused the request (HTTP 307).',
        1,
      ],
      ['429 without Retry-After', [refuse(429, leak)], '… is limiting the rate of requests (HTTP 429).', 3],
      [
        '429 with Retry-After',
        [refuse(429, leak, { 'retry-after': '0' })],
        '… is limiting the rate of requests (HTTP 429).',
        3,
      ],
      ['500', [refuse(500, leak)], '… is failing (HTTP 500).', 3],
      ['503', [refuse(503, leak)], '… is failing (HTTP 503).', 3],
      ['a connection that is cut', [reset], '… could not be reached.', 3],
      ['a connection that is cut in the body', [resetInBody], '… broke off its response.', 3],
      ['a stream that ends too early', [answer(goodText, { finishReason: null })], '… broke off its response.', 3],
      ['an empty body', [emptyBody], '… broke off its response.', 3],
    ])('%s', async (_case, replies, sentence, requests) => {
      expect(await ask(5_000, replies)).toMatchObject({ outcome: failed(sentence), requests });
    });

    it.each<[string, Reply[], number]>([
      ['429', [refuse(429, leak)], 2],
      ['429 with Retry-After, twice', [refuse(429, leak, { 'retry-after': '0' }), refuse(429, leak)], 3],
      ['503', [refuse(503, leak)], 2],
      ['a cut connection', [reset], 2],
      ['a cut body', [resetInBody], 2],
    ])('are overcome: %s, then an answer', async (_case, replies, requests) => {
      expect(await ask(5_000, [...replies, answer(goodText)])).toMatchObject({ outcome: answered, requests });
    });

    it.each<[string, () => string]>([
      ['a second', () => '1'],
      // Dates have no fractions: two seconds ahead are at least one.
      ['a date', () => inSeconds(2)],
    ])('Retry-After of %s is waited for', async (_case, value) => {
      const replies = [refuse(429, leak, { 'retry-after': value() }), answer(goodText)];
      const started = performance.now();
      expect(await ask(10_000, replies)).toMatchObject({ outcome: answered, requests: 2 });
      expect(performance.now() - started).toBeGreaterThan(900);
    });

    it.each<[string, () => string]>([
      ['half a minute', () => '30'],
      ['a date in half a minute', () => inSeconds(30)],
    ])('Retry-After of %s is beyond the deadline: given up at once', async (_case, value) => {
      const started = performance.now();
      const { outcome, requests } = await ask(5_000, [refuse(429, leak, { 'retry-after': value() })]);
      expect(outcome).toEqual(failed('… is limiting the rate of requests (HTTP 429).'));
      expect(requests).toBe(1);
      expect(performance.now() - started).toBeLessThan(2_000);
    });

    it.each<[string, Reply[]]>([
      ['silence', [hang]],
      ['half of an answer', [hangInBody]],
      ['bytes that never end', [drip]],
      ['a retry that hangs', [refuse(500), hang]],
    ])('%s ends at the deadline', async (_case, replies) => {
      const started = performance.now();
      const { outcome } = await ask(600, replies);
      expect(outcome).toEqual(needsHuman('provider_failed', `${name} did not answer within 600 ms.`));
      expect(performance.now() - started).toBeLessThan(1_500);
    });

    it.each(['text/event-stream', 'application/json'])('10 MB of %s are not read to the end', async (type) => {
      let replied: (bytes: number) => void = () => undefined;
      const sent = new Promise<number>((resolve) => (replied = resolve));
      const { outcome, requests } = await ask(20_000, [huge(type, 10_000_000, replied)]);
      expect([outcome, requests]).toEqual([failed('… sent a response of more than 1 MB.'), 1]);
      // What it took beyond the bound lay in the buffers of the connection.
      expect(await sent).toBeLessThan(9_000_000);
    });

    it('nobody there', async () => {
      const gone = createServer().listen(0, '127.0.0.1');
      await once(gone, 'listening');
      const { port } = gone.address() as AddressInfo;
      gone.close();
      await once(gone, 'close');
      const { outcome } = await ask(5_000, [hang], budgetOf(), `http://127.0.0.1:${port}`);
      expect(outcome).toEqual(failed('… could not be reached.'));
    });
  });
}
