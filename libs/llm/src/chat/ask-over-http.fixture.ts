import { afterAll, beforeAll, expect } from '@jest/globals';
import { outcomeSchema, type Outcome } from '@driftdesk/contracts';
import { answerTicket } from '../answer-ticket.js';
import { createPassageIndex } from '../passage-index.js';
import type { AnswerProvider } from '../provider.js';
import { bagOfWords } from '../twins/bag-of-words.js';
import { budgetOf } from '../twins/budgets.js';
import { answeringModel, usage } from '../twins/chat-replies.js';
import { type ChatServer, type Reply, startChatServer, type WireFormat } from '../twins/chat-server.js';
import { request } from '../twins/requests.js';
import type { TokenBudget } from './token-budget.js';

/** The key that every provider of the suite has; it must appear nowhere. */
export const apiKey = 'sk-secret-key-1234567890';
/** An answer that the passages support. */
export const goodText = 'Connect the laptop to a phone hotspot and try the VPN client again. [2]';
const index = createPassageIndex(bagOfWords);

/** A kind of provider under test: its wire format, what it is called in sentences, and how to make one. */
export interface ProviderUnderTest {
  readonly name: WireFormat;
  readonly title: string;
  readonly connect: (url: string, budget: TokenBudget) => AnswerProvider;
}

/** How to ask a provider over HTTP, and what it should say. */
export type Asking = ReturnType<typeof askOverHttp>;

/** Starts the server for the tests of a file. */
export function askOverHttp({ name, title, connect }: ProviderUnderTest) {
  let server: ChatServer;
  beforeAll(async () => void (server = await startChatServer(name)));
  afterAll(() => server.close());

  async function ask(timeoutMs: number, replies: readonly Reply[], budget: TokenBudget = budgetOf(), url = server.url) {
    server.reply(...replies);
    const before = server.seen.length;
    const shown: string[] = [];
    const outcome: Outcome = outcomeSchema.parse(
      await answerTicket(request(), connect(url, budget), {
        index,
        minimumConfidence: 0.5,
        timeoutMs,
        onText: (text) => void shown.push(text),
      }),
    );
    expect(JSON.stringify({ outcome, shown })).not.toContain(apiKey);
    return { outcome, requests: server.seen.length - before, shown };
  }

  const needsHuman = (reason: string, detail: string) => ({ status: 'needs_human', reason, detail });
  return {
    name,
    ask,
    needsHuman,
    /** A person must answer because the provider failed; the ellipsis stands for its title. */
    failed: (sentence: string) => needsHuman('provider_failed', sentence.replace('…', title)),
    seen: () => server.seen,
    answered: {
      status: 'answered',
      answer: {
        text: goodText,
        citations: [{ n: 2, documentId: '11111111-1111-4111-8111-111111111111', title: 'The VPN will not connect' }],
        provider: name,
        model: answeringModel,
        tokens: usage.total_tokens,
        grounded: true,
      },
    },
  };
}
