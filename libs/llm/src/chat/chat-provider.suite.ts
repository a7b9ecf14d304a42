import { describe, expect, it } from '@jest/globals';
import { budgetOf, type NotedBudget } from '../twins/budgets.js';
import { answer, hang, refuse, reset, resetInBody } from '../twins/chat-replies.js';
import type { Reply } from '../twins/chat-server.js';
import { describeAnswers } from './answers.suite.js';
import { apiKey, askOverHttp, goodText, type ProviderUnderTest } from './ask-over-http.fixture.js';
import { describeFailures } from './failures.suite.js';

/** Holds a wire format to what every chat provider must do, over HTTP. */
export function describeChatProvider(provider: ProviderUnderTest): void {
  const asking = askOverHttp(provider);
  const { name, ask, seen } = asking;
  describeAnswers(asking);
  describeFailures(asking);

  describe(`the budget of ${name}`, () => {
    async function spend(timeoutMs: number, ...replies: Reply[]): Promise<NotedBudget> {
      const budget = budgetOf();
      await ask(timeoutMs, replies, budget);
      return budget;
    }

    it('pays what an answer says it cost', async () => {
      expect(await spend(5_000, answer(goodText, { totalTokens: 1_234 }))).toMatchObject({ used: 1_234, reserved: 0 });
    });

    it('pays nothing for refusals, and keeps what a broken exchange may have cost', async () => {
      expect(await spend(5_000, refuse(429))).toMatchObject({ used: 0, reserved: 0 });
      expect(await spend(5_000, reset)).toMatchObject({ used: 0, reserved: 0 });
      expect((await spend(300, hang)).reserved).toBeGreaterThan(600);
      expect((await spend(5_000, resetInBody)).reserved).toBeGreaterThan(1_800);
    });

    it('sends nothing when it is spent: quotations answer', async () => {
      const { outcome, requests } = await ask(5_000, [answer(goodText)], budgetOf(0));
      expect(outcome).toMatchObject({ status: 'answered', answer: { provider: 'extractive' } });
      expect(requests).toBe(0);
    });
  });

  describe(`requests to ${name}`, () => {
    it('carry the key, the model and the two messages, and nothing about the requester', async () => {
      await ask(5_000, [answer(goodText)]);
      const sent = seen().at(-1);
      expect(sent?.url).toBe('/v1/chat/completions');
      expect(sent?.authorization).toBe(`Bearer ${apiKey}`);
      expect(sent?.body).toMatchObject({ model: 'small', temperature: 0, stream: true, max_tokens: 600 });
      expect(sent?.body.messages.map(({ role }) => role)).toEqual(['system', 'user']);
      expect(JSON.stringify(sent?.body)).not.toContain('"ada"');
    });

    it('draw a new nonce each', async () => {
      await ask(5_000, [answer(goodText)]);
      await ask(5_000, [answer(goodText)]);
      const nonces = seen()
        .slice(-2)
        .map(({ user }) => /<<<DATA (\w+) ticket>>>/.exec(user)?.[1]);
      expect(nonces[0]).toMatch(/^[0-9a-f]{24}$/);
      expect(nonces[1]).not.toBe(nonces[0]);
    });
  });
}
