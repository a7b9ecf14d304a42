import { guardedFetch } from '@driftdesk/egress';
import { Unprocessable } from '@driftdesk/messaging';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { postMessage } from './post-message.js';
import { startWebhookServer, type WebhookServer } from './webhook-server.fixture.js';

const fetch = guardedFetch();

describe('a message to a webhook', () => {
  let server: WebhookServer;
  beforeEach(async () => (server = await startWebhookServer()));
  afterEach(() => server.close());

  const never = new AbortController().signal;
  const post = (url = server.url, deadlineMs?: number) =>
    postMessage({ fetch, url, text: 'Drift', ending: never, deadlineMs });
  const failure = (posting: Promise<void>): Promise<Error> =>
    posting.then(
      () => Promise.reject(new Error('it was accepted')),
      (error: Error) => error,
    );

  it.each([200, 202, 204])('is accepted by %s', async (status) => {
    server.answer(status);
    await post();
    expect(server.seen).toEqual([
      { path: '/hooks/t0p-secret', contentType: 'application/json; charset=utf-8', body: { text: 'Drift' } },
    ]);
  });

  it.each([408, 429, 500, 502, 503])('may be repeated after %s', async (status) => {
    server.answer(status);
    const error = await failure(post());
    expect([error.name, error.message]).toEqual(['Error', `The webhook answered ${status}.`]);
  });

  it.each([400, 401, 403, 404, 410])('is not repeated after %s', async (status) => {
    server.answer(status);
    const error = await failure(post());
    expect(error).toBeInstanceOf(Unprocessable);
    expect(error.message).toContain(`answered ${status}. Check DRIFT_WEBHOOK_URL`);
  });

  it.each([301, 302, 307, 308])('does not follow a redirect by %s', async (status) => {
    server.answer({ status, location: '/elsewhere' }, 200);
    expect(await failure(post())).toBeInstanceOf(Unprocessable);
    expect(server.seen.map(({ path }) => path)).toEqual(['/hooks/t0p-secret']);
  });

  it('is given up after its deadline, and at once when the process ends', async () => {
    server.answer('hang');
    const late = await failure(post(server.url, 50));
    expect([late.name, late.message]).toEqual(['Error', 'The webhook did not answer within 0.05 seconds.']);
    const ending = new AbortController();
    const posting = failure(postMessage({ fetch, url: server.url, text: 'Drift', ending: ending.signal }));
    ending.abort(new Error('the process is ending'));
    expect((await posting).message).toBe('the process is ending');
  });

  it('that reaches nobody may be repeated, and tells no address', async () => {
    await server.close();
    const error = await failure(post());
    expect([error.name, error.message]).toEqual(['Error', 'The webhook could not be reached (ECONNREFUSED).']);
    server = await startWebhookServer();
  });
});
