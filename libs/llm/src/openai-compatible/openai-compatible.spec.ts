import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiKey } from '../chat/ask-over-http.fixture.js';
import { describeChatProvider } from '../chat/chat-provider.suite.js';
import { budgetOf } from '../twins/budgets.js';
import { type ChatServer, startChatServer } from '../twins/chat-server.js';
import { draftContext, passages, request } from '../twins/requests.js';
import { openAiCompatible } from './openai-compatible.js';

describeChatProvider({
  name: 'openai-compatible',
  title: 'The OpenAI-compatible server',
  connect: (url, budget) => openAiCompatible({ baseURL: `${url}/v1`, model: 'small', apiKey, external: true }, budget),
});

describe('an OpenAI-compatible server of one’s own', () => {
  let server: ChatServer;
  beforeAll(async () => void (server = await startChatServer('openai-compatible')));
  afterAll(() => server.close());

  it('needs no key, and no path in its base URL', async () => {
    const provider = openAiCompatible({ baseURL: server.url, model: 'small', external: false }, budgetOf());
    const numbered = passages.map((passage, i) => ({ n: i + 1, passage }));
    expect(await provider.draft({ ...request(), passages: numbered }, draftContext())).toMatchObject({ cited: [2] });
    expect(server.seen.at(-1)).toMatchObject({ url: '/v1/chat/completions', authorization: '' });
    expect(provider.external).toBe(false);
  });
});
