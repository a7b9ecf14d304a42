import { setImmediate as nextTurn } from 'node:timers/promises';
import { ticketSubmitted } from '@driftdesk/contracts';
import { DATABASE, type Database, type Sql } from '@driftdesk/database';
import { newEvent, publish } from '@driftdesk/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { claimKeys, releaseKeys } from './idempotency.js';
import { GATEWAY_OPTIONS, type GatewayOptions } from '../options.js';
import { type OverQuota, TicketQuota } from './ticket-quota.js';
import { insertTickets } from './insert-tickets.js';
import type { Submission } from './submission.js';

/** A stored submission: under its own id, or (`repeated`) under that which its key stands for already. */
export interface Accepted {
  readonly id: string;
  readonly repeated: boolean;
}
/** What became of a submission; `key_reused`: its key came with another body before. */
export type Submitted = Accepted | OverQuota | 'key_reused';

interface Waiting {
  readonly submission: Submission;
  readonly resolve: (submitted: Submitted) => void;
  readonly reject: (error: unknown) => void;
}

/** Most submissions of one transaction. */
const maxGroup = 64;

/**
 * Stores tickets with their events. Submissions that arrive while a transaction runs share the next one
 * (group commit): under load, forty requests cost one commit instead of forty.
 */
@Injectable()
export class TicketIntake {
  private waiting: Waiting[] = [];
  private running = false;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
  ) {}

  /** Resolves when the ticket and its event are committed. */
  submit(submission: Submission): Promise<Submitted> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ submission, resolve, reject });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      // The embedded store never leaves the event loop by itself: without this turn no other request could come in.
      await nextTurn();
      await this.commit(this.waiting.splice(0, maxGroup));
    }
    this.running = false;
  }

  private async commit(group: readonly Waiting[]): Promise<void> {
    try {
      const results = await this.database.transaction((sql) =>
        store(
          sql,
          group.map(({ submission }) => submission),
          this.options.ticketsPerDay,
        ),
      );
      group.forEach(({ resolve }, index) => resolve(results[index] ?? 'key_reused'));
    } catch (error) {
      if (group.length === 1) return group[0]?.reject(error);
      // One bad ticket must cost only itself.
      for (const one of group) await this.commit([one]);
    }
  }
}

async function store(sql: Sql, submissions: readonly Submission[], perDay: number): Promise<Submitted[]> {
  const claims = await claimKeys(sql, submissions);
  const quota = await TicketQuota.of(sql, submissions, perDay);
  const refusals = submissions.map((one, index) => (claims[index] === 'fresh' ? quota.spend(one) : undefined));
  await releaseKeys(
    sql,
    submissions.filter((_, index) => refusals[index] !== undefined),
  );
  const fresh = submissions.filter((_, index) => claims[index] === 'fresh' && refusals[index] === undefined);
  await insertTickets(sql, fresh);
  await publish(
    sql,
    // Nobody answers automatic mail: an answer could be answered by a machine again, without end.
    fresh
      .filter(({ automatic }) => automatic === undefined)
      .map(({ ticket, correlationId }) => newEvent(ticketSubmitted, { ticket }, correlationId)),
  );
  return submissions.map(({ ticket }, index) => {
    const claim = claims[index];
    const refusal = refusals[index];
    if (refusal !== undefined) return refusal;
    if (claim === undefined || claim === 'fresh') return { id: ticket.id, repeated: false };
    return claim === 'key_reused' ? claim : { id: claim.ticketId, repeated: true };
  });
}
