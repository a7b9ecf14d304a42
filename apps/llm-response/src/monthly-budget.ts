import type { LlmView } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import type { Reservation, TokenBudget } from '@driftdesk/llm';
import { LOGGER, type Logger, METRICS, type Metrics } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LLM_OPTIONS, type LlmOptions } from './options.js';

/**
 * Tokens of a calendar month (UTC), counted in the store for all replicas together. What an exchange is expected to use
 * is set aside before it begins and corrected when it ends: however many drafts begin at once, the last to begin may
 * pass the limit and no other; and what a killed process had set aside stays counted.
 */
@Injectable()
export class MonthlyBudget implements TokenBudget {
  /** The month in which a reservation was refused first. */
  private spentIn: string | undefined;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(LLM_OPTIONS) private readonly options: LlmOptions,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  async reserve(provider: string, tokens: number): Promise<Reservation | undefined> {
    const { tokensPerMonth: limit = null } = this.options;
    const month = currentMonth();
    const granted = await this.database.sql.execute(
      `INSERT INTO llm_response.token_usage AS usage (month, used) VALUES ($1, $2)
       ON CONFLICT (month) DO UPDATE SET used = usage.used + excluded.used
       WHERE $3::bigint IS NULL OR usage.used < $3::bigint`,
      month,
      tokens,
      limit,
    );
    this.tell(granted === 0, month);
    if (granted === 0) return undefined;
    return { settle: (used) => this.settle(provider, month, tokens, used) };
  }

  /** What was used this month, of what. */
  async report(): Promise<LlmView['budget']> {
    const { tokensPerMonth: limit = null } = this.options;
    const month = currentMonth();
    const row = await this.database.prisma.tokenUsage.findUnique({ where: { month } });
    const used = Number(row?.used ?? 0);
    return { month, used, limit, spent: limit !== null && used >= limit };
  }

  // A draft is there already: that its cost could not be written down must not lose it. It stays counted as reserved.
  private async settle(provider: string, month: string, reserved: number, used: number): Promise<void> {
    this.metrics.llmTokens.inc({ provider }, used);
    try {
      await this.database.sql.execute(
        'UPDATE llm_response.token_usage SET used = used + $2 WHERE month = $1',
        month,
        used - reserved,
      );
    } catch (error) {
      this.logger.error({ err: error, provider, used }, 'the tokens that a draft used could not be written down');
    }
  }

  /** Says once a month that the budget is spent, however many tickets come. */
  private tell(refused: boolean, month: string): void {
    this.metrics.llmBudgetSpent.set(refused ? 1 : 0);
    if (!refused || this.spentIn === month) return;
    this.spentIn = month;
    const { tokensPerMonth: limit } = this.options;
    this.logger.warn({ month, limit }, 'the token budget of this month is spent: answers are quotations');
  }
}

function currentMonth(): string {
  return new Date().toISOString().slice(0, 'yyyy-mm'.length);
}
