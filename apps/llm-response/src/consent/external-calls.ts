import { cutText, type Ticket } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { recordAudit, systemIdentity } from '@driftdesk/governance';
import type { AnswerProvider } from '@driftdesk/llm';
import { KeyErased, refuseErased } from '@driftdesk/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { consentsArrived } from './consents-arrived.js';

/** The last look before a ticket leaves the installation: at every exchange, for the event carries the consent of then. */
@Injectable()
export class ExternalCalls {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Puts the call on record before it is made. @returns whether it may be made @throws NotReady while a consent is on its way */
  async permit({ id }: Ticket, { name, model = '' }: Pick<AnswerProvider, 'name' | 'model'>): Promise<boolean> {
    await consentsArrived(this.database.sql, id);
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
}
