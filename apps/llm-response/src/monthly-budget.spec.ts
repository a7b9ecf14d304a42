import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Database, openPglite } from '@driftdesk/database';
import { createMetrics } from '@driftdesk/platform';
import { pino } from 'pino';
import { MonthlyBudget } from './monthly-budget.js';
import type { LlmOptions } from './options.js';

describe('the budget of a month', () => {
  let database: Database;
  let lines: string[];
  beforeAll(async () => void (database = await openPglite()));
  afterAll(() => database.close());
  beforeEach(async () => {
    lines = [];
    await database.prisma.tokenUsage.deleteMany();
  });

  function budgetOf(tokensPerMonth?: number): MonthlyBudget {
    const log = new Writable({ write: (line: Buffer, _encoding, done) => (lines.push(String(line)), done()) });
    const options: LlmOptions = {
      provider: 'mistral',
      timeoutMs: 1,
      tokensPerMonth,
      breaker: { failures: 1, pauseMs: 1 },
    };
    return new MonthlyBudget(database, options, pino(log), createMetrics());
  }

  it('counts what is reserved until it is settled, then what was used', async () => {
    const budget = budgetOf(10_000);
    const one = await budget.reserve('mistral', 3_000);
    const two = await budget.reserve('openai-compatible', 2_000);
    expect(await budget.report()).toMatchObject({ used: 5_000, limit: 10_000, spent: false });
    await one?.settle(460);
    await two?.settle(0);
    expect(await budget.report()).toEqual({
      month: new Date().toISOString().slice(0, 7),
      used: 460,
      limit: 10_000,
      spent: false,
    });
  });

  it('lets at most one draft of many that begin at once pass the limit', async () => {
    const budget = budgetOf(10_000);
    const all = await Promise.all(Array.from({ length: 32 }, () => budget.reserve('mistral', 3_000)));
    expect(all.filter((reservation) => reservation !== undefined)).toHaveLength(4);
    expect(await budget.report()).toMatchObject({ used: 12_000, spent: true });
  });

  it('says once that it is spent', async () => {
    const budget = budgetOf(100);
    await (await budget.reserve('mistral', 3_000))?.settle(100);
    for (let n = 0; n < 5; n += 1) expect(await budget.reserve('mistral', 3_000)).toBeUndefined();
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'the token budget of this month is spent: answers are quotations',
    ]);
  });

  it('is what other processes left of it, a killed one’s reservations included', async () => {
    await budgetOf(5_000).reserve('mistral', 5_000);
    const restarted = budgetOf(5_000);
    expect(await restarted.reserve('mistral', 1)).toBeUndefined();
    expect(await restarted.report()).toMatchObject({ used: 5_000, spent: true });
  });

  it('has no limit unless one is set, and counts all the same', async () => {
    const budget = budgetOf();
    await (await budget.reserve('mistral', 3_000))?.settle(4_000_000_000);
    expect(await budget.reserve('mistral', 3_000)).toBeDefined();
    expect(await budget.report()).toMatchObject({ used: 4_000_003_000, limit: null, spent: false });
    expect(lines).toEqual([]);
  });
});
