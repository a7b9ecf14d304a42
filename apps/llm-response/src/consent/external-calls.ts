import { setTimeout as pause } from 'node:timers/promises';
import { cutText, type Ticket, ticketConsentChanged } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { recordAudit, systemIdentity } from '@driftdesk/governance';
import type { AnswerProvider } from '@driftdesk/llm';
import { hasUnhandled, KeyErased, NotReady, refuseErased } from '@driftdesk/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { consumer } from './consumer.js';

/** After how long it looks again whether a consent that changed has arrived; twice as long each time. */
const firstLookMs = 20;
/** Longest that it waits: the ticket is tried again later, as for a provider that is away. */
const longestMs = 10_000;

/** The last look before a ticket leaves the installation: at every exchange, for the event carries the consent of then. */
@Injectable()
export class ExternalCalls {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Puts the call on record before it is made. @returns whether it may be made @throws NotReady while a consent is on its way */
  async permit({ id }: Ticket, { name, model = '' }: Pick<AnswerProvider, 'name' | 'model'>): Promise<boolean> {
    await this.consentsArrived(id);
    try {
      return await this.database.transaction(async (sql) => {
        await refuseErased(sql, [id]);
        const [changed] = await sql.query<{ external_processing: boolean }>(
          'SELECT external_processing FROM llm_response.consents WHERE ticket_id = $1::uuid',
          id,
        );
        if (changed?.external_processing === false) return false;
        const facts = { provider: name, model: cutText(model, 200) };
        const subject = { kind: 'ticket', id };
        await recordAudit(sql, { action: 'provider.called', actor: systemIdentity, subject, facts });
        return true;
      });
    } catch (error) {
      if (error instanceof KeyErased) return false;
      throw error;
    }
  }

  private async consentsArrived(ticketId: string): Promise<void> {
    const began = performance.now();
    for (let waitMs = firstLookMs; ; waitMs *= 2) {
      if (!(await hasUnhandled(this.database.sql, consumer, ticketConsentChanged.topic, ticketId))) return;
      if (performance.now() - began > longestMs) throw new NotReady(`a consent of ticket ${ticketId} is on its way`);
      await pause(waitMs);
    }
  }
}
