import { type TicketCounts, ticketStatuses } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { Inject, Injectable } from '@nestjs/common';

const dayMs = 24 * 3_600_000;

interface Finished {
  readonly finished: number;
  readonly answered: number;
}

/** How many tickets there are in each status, and how many of late the machine answered. */
@Injectable()
export class TicketCounter {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async count(now: Date): Promise<TicketCounts> {
    return {
      byStatus: await this.byStatus(),
      lastDay: await this.finishedSince(now.getTime() - dayMs),
      lastWeek: await this.finishedSince(now.getTime() - 7 * dayMs),
    };
  }

  private async byStatus(): Promise<TicketCounts['byStatus']> {
    const rows = await this.database.sql.query<{ status: string; tickets: number }>(
      'SELECT status, count(*)::int AS tickets FROM gateway.tickets GROUP BY status',
    );
    const counts = new Map(rows.map(({ status, tickets }) => [status, tickets]));
    return Object.fromEntries(
      ticketStatuses.map((status) => [status, counts.get(status) ?? 0]),
    ) as TicketCounts['byStatus'];
  }

  /** Of the tickets submitted since then. Imported ones are not among them: the machine never had them. */
  private async finishedSince(time: number): Promise<TicketCounts['lastDay']> {
    const [row] = await this.database.sql.query<Finished>(
      `SELECT count(*)::int AS finished, (count(*) FILTER (WHERE outcome_status = 'answered'))::int AS answered
       FROM gateway.tickets
       WHERE created_at >= $1::timestamptz AND (outcome_status IS NOT NULL OR failure IS NOT NULL)`,
      new Date(time).toISOString(),
    );
    const { finished, answered } = row ?? { finished: 0, answered: 0 };
    return finished === 0 ? { finished, answered } : { finished, answered, share: answered / finished };
  }
}
