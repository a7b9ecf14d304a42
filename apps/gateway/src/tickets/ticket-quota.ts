import type { Sql } from '@driftdesk/database';
import type { Submission } from './submission.js';

/** A requester has submitted as many tickets as he may for now. */
export interface OverQuota {
  readonly retryAfterSeconds: number;
}

/** What requesters submitted in the last 24 hours; people who work here and the machine have no quota. */
export class TicketQuota {
  private constructor(
    private readonly perDay: number,
    private readonly used: Map<string, { count: number; endsIn: number }>,
  ) {}

  static async of(sql: Sql, submissions: readonly Submission[], perDay: number): Promise<TicketQuota> {
    const ids = submissions.filter(isRequesters).map(({ ticket }) => ticket.requester.id);
    if (ids.length === 0) return new TicketQuota(perDay, new Map());
    const rows = await sql.query<{ id: string; count: number; ends_in: number }>(
      `SELECT requester_id AS id, count(*)::int AS count,
              extract(epoch FROM min(created_at) + interval '24 hours' - now())::float8 AS ends_in
       FROM gateway.tickets
       WHERE requester_id = ANY($1::text[]) AND created_at > now() - interval '24 hours'
       GROUP BY requester_id`,
      [...new Set(ids)],
    );
    return new TicketQuota(perDay, new Map(rows.map(({ id, count, ends_in }) => [id, { count, endsIn: ends_in }])));
  }

  /** Counts a submission, unless it is one too many. */
  spend(submission: Submission): OverQuota | undefined {
    if (!isRequesters(submission)) return undefined;
    const { id } = submission.ticket.requester;
    const { count, endsIn } = this.used.get(id) ?? { count: 0, endsIn: 24 * 3_600 };
    if (count >= this.perDay) return { retryAfterSeconds: endsIn };
    this.used.set(id, { count: count + 1, endsIn });
    return undefined;
  }
}

const isRequesters = ({ ticket }: Submission) => ticket.requester.role === 'requester';
