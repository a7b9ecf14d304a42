import type { Author, TicketSummary } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { recordAudit } from '@driftdesk/governance';
import { Inject, Injectable } from '@nestjs/common';

type Read = Pick<TicketSummary, 'id' | 'requester'>;

/** Puts on record who reads another's ticket. */
@Injectable()
export class TicketReads {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async record(tickets: readonly Read[], actor: Author): Promise<void> {
    for (const { id } of othersThan(actor, tickets)) {
      const entry = { action: 'ticket.read', actor, subject: { kind: 'ticket', id } } as const;
      await this.database.transaction((sql) => recordAudit(sql, entry));
    }
  }

  /** Of a list its length: its tickets' texts were not shown. */
  async recordList(tickets: readonly Read[], actor: Author): Promise<void> {
    const count = othersThan(actor, tickets).length;
    if (count === 0) return;
    await this.database.transaction((sql) => recordAudit(sql, { action: 'tickets.listed', actor, facts: { count } }));
  }
}

const othersThan = ({ id }: Author, tickets: readonly Read[]) => tickets.filter(({ requester }) => requester.id !== id);
