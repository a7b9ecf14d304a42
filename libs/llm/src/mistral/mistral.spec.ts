import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outcomeSchema, type Outcome } from '@driftdesk/contracts';
import { answerTicket } from '../answer-ticket.js';
import { createPassageIndex } from '../passage-index.js';
import { bagOfWords } from '../twins/bag-of-words.js';
import {
  completion,
  hang,
  hangInBody,
  json,
  raw,
  reset,
  resetInBody,
  startMistralServer,
  type MistralServer,
  type Reply,
} from '../twins/mistral-server.js';
import { request } from '../twins/requests.js';
import { mistral } from './mistral.js';

const apiKey = 'secret-key-1234567890';
const index = createPassageIndex(bagOfWords);
const goodText = 'Connect the laptop to a phone hotspot and try the VPN client again. [2]';
const answered = {
  status: 'answered',
  answer: {
    text: goodText,
    citations: [{ n: 2, documentId: '11111111-1111-4111-8111-111111111111', title: 'The VPN will not connect' }],
    provider: 'mistral',
    model: 'mistral-small-2603',
    tokens: 460,
    grounded: true,
  },
};

let server: MistralServer;
beforeAll(async () => void (server = await startMistralServer()));
afterAll(() => server.close());

async function ask(timeoutMs: number, ...replies: Reply[]): Promise<{ outcome: Outcome; requests: number }> {
  server.reply(...replies);
  const before = server.seen.length;
  const provider = mistral({ apiKey, model: 'mistral-small-latest', serverURL: server.url, timeoutMs });
  const thresholds = { sharedWords: 0.6, cosine: 0.5 };
  const outcome = outcomeSchema.parse(
    await answerTicket(request(), provider, { index, minimumConfidence: 0.5, thresholds }),
  );
  return { outcome, requests: server.seen.length - before };
}

function needsHuman(reason: string, detail: string) {
  return { status: 'needs_human', reason, detail };
}

describe('the mistral provider, over HTTP', () => {
  const leaky = { object: 'error', message: `Bad key ${apiKey}`, type: 'x', code: '1', param: null };
  it.each<[string, Reply[], number, unknown, number]>([
    ['200 good', [completion(goodText)], 5_000, answered, 1],
    ['200 in chunks', [completion([{ type: 'text', text: goodText }])], 5_000, answered, 1],
    [
      '200 that cannot answer',
      [completion('CANNOT_ANSWER.')],
      5_000,
      needsHuman('no_supporting_passage', 'The model found no answer in the passages.'),
      1,
    ],
    [
      '200 without citations',
      [completion('Restart the laptop.')],
      5_000,
      needsHuman('ungrounded_answer', 'The answer cites no passage.'),
      1,
    ],
    [
      '200 citing [9]',
      [completion('Restart the laptop [9].')],
      5_000,
      needsHuman('ungrounded_answer', 'The answer cites passage 9, which it was not given.'),
      1,
    ],
    [
      '200 with an invented fact',
      [completion('Restart the laptop and wait 45 seconds [2].')],
      5_000,
      needsHuman(
        'ungrounded_answer',
        'The cited passages do not support “Restart the laptop and wait 45 seconds.”: “45” is not in them.',
      ),
      1,
    ],
    [
      '200 in another language',
      [completion('Redémarrez le poste et attendez trente secondes avant de lancer le client VPN [2].')],
      5_000,
      needsHuman('language_not_supported', 'mistral answered in “fr” instead of “en”.'),
      1,
    ],
    ['200 empty', [completion('')], 5_000, needsHuman('provider_failed', 'Mistral returned an empty answer.'), 1],
    [
      '200 with null content',
      [completion(null)],
      5_000,
      needsHuman('provider_failed', 'Mistral returned an empty answer.'),
      1,
    ],
    [
      '200 cut off',
      [completion(goodText, 'length')],
      5_000,
      needsHuman('provider_failed', 'Mistral’s answer was cut off at the token limit.'),
      1,
    ],
    [
      '200 that is not JSON',
      [raw(200, 'text/html', `<html>${apiKey}</html>`)],
      5_000,
      needsHuman('provider_failed', 'Mistral’s response is not a chat completion.'),
      1,
    ],
    [
      '200 with broken JSON',
      [raw(200, 'application/json', '{"id":')],
      5_000,
      needsHuman('provider_failed', 'Mistral’s response is not a chat completion.'),
      1,
    ],
    [
      '200 with other JSON',
      [json(200, { hello: apiKey })],
      5_000,
      needsHuman('provider_failed', 'Mistral’s response is not a chat completion.'),
      1,
    ],
    [
      '401 that repeats the key',
      [json(401, leaky)],
      5_000,
      needsHuman('provider_failed', 'Mistral refused the API key (HTTP 401).'),
      1,
    ],
    [
      '422',
      [json(422, { detail: [] })],
      5_000,
      needsHuman('provider_failed', 'Mistral refused the request (HTTP 422).'),
      1,
    ],
    [
      '429 for longer than there is time',
      [json(429, leaky, { 'retry-after': '30' })],
      5_000,
      needsHuman('provider_failed', 'Mistral is limiting the rate of requests (HTTP 429).'),
      1,
    ],
    ['429, then good', [json(429, leaky, { 'retry-after': '0' }), completion(goodText)], 5_000, answered, 2],
    [
      '429 twice',
      [json(429, leaky, { 'retry-after': '0' })],
      5_000,
      needsHuman('provider_failed', 'Mistral is limiting the rate of requests (HTTP 429).'),
      2,
    ],
    ['500 twice', [json(500, leaky)], 5_000, needsHuman('provider_failed', 'Mistral is failing (HTTP 500).'), 2],
    ['503, then good', [raw(503, 'text/plain', 'busy'), completion(goodText)], 5_000, answered, 2],
    ['a connection that is cut', [reset], 5_000, needsHuman('provider_failed', 'Mistral could not be reached.'), 2],
    [
      'a connection that is cut in the body',
      [resetInBody],
      5_000,
      needsHuman('provider_failed', 'Mistral could not be reached.'),
      2,
    ],
    ['no answer', [hang], 300, needsHuman('provider_failed', 'Mistral did not answer within 300 ms.'), 1],
    ['half of a body', [hangInBody], 300, needsHuman('provider_failed', 'Mistral did not answer within 300 ms.'), 1],
  ])('%s', async (_case, replies, timeoutMs, expected, requests) => {
    const result = await ask(timeoutMs, ...replies);
    expect(result).toEqual({ outcome: expected, requests });
    expect(JSON.stringify(result.outcome)).not.toContain(apiKey);
  });

  it('keeps its deadline although a retry is under way', async () => {
    const started = performance.now();
    const { outcome } = await ask(600, json(500, {}), hang);
    expect(outcome).toEqual(needsHuman('provider_failed', 'Mistral did not answer within 600 ms.'));
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it('says that nobody is there', async () => {
    const gone = await startMistralServer();
    await gone.close();
    const provider = mistral({ apiKey, model: 'm', serverURL: gone.url, timeoutMs: 5_000 });
    expect(await answerTicket(request(), provider, { index, minimumConfidence: 0.5 })).toEqual(
      needsHuman('provider_failed', 'Mistral could not be reached.'),
    );
  });

  it('sends the key, the model and the two messages', async () => {
    await ask(5_000, completion(goodText));
    const sent = server.seen.at(-1);
    expect(sent?.url).toBe('/v1/chat/completions');
    expect(sent?.authorization).toBe(`Bearer ${apiKey}`);
    expect(sent?.body).toMatchObject({ model: 'mistral-small-latest', temperature: 0 });
    expect(sent?.body.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(JSON.stringify(sent?.body)).not.toContain('"ada"');
  });

  it('draws a new nonce for each request', async () => {
    await ask(5_000, completion(goodText));
    await ask(5_000, completion(goodText));
    const nonces = server.seen
      .slice(-2)
      .map(({ body }) => /<<<DATA (\w+) ticket>>>/.exec(body.messages[1]?.content ?? '')?.[1]);
    expect(nonces[0]).toMatch(/^[0-9a-f]{24}$/);
    expect(nonces[1]).not.toBe(nonces[0]);
  });
});
