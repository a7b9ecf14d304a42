import { type Envelope, ticketConsentChanged } from '@driftdesk/contracts';
import { type Effects, Handles } from '@driftdesk/messaging';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { deleteOfTickets } from '../privacy/ticket-documents.js';

type Payload = z.infer<typeof ticketConsentChanged.schema>;

/** A ticket whose requester does not allow training any more is no knowledge any more, nor becomes it. */
@Controller()
export class ConsentChangedHandler {
  @Handles(ticketConsentChanged, { consumer: 'rag' })
  async changed(batch: readonly Envelope<Payload>[]): Promise<Effects> {
    return {
      write: async (sql) => {
        for (const { payload, occurredAt } of batch) {
          await sql.execute(
            `INSERT INTO rag.consents AS known (ticket_id, training, changed_at, given) VALUES ($1::uuid, $2, $3::timestamptz, $4::bigint)
             ON CONFLICT (ticket_id) DO UPDATE SET training = excluded.training, changed_at = excluded.changed_at, given = excluded.given
             WHERE (excluded.given, excluded.changed_at) >= (known.given, known.changed_at)`,
            ...[payload.ticketId, payload.consent.training, occurredAt, payload.order ?? 0],
          );
        }
        await deleteOfTickets(
          sql,
          batch.filter(({ payload }) => !payload.consent.training).map(({ payload }) => payload.ticketId),
        );
      },
    };
  }
}
