import { type Envelope, ticketConsentChanged } from '@driftdesk/contracts';
import { type Effects, Handles } from '@driftdesk/messaging';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { consumer } from '../examples/consumer.js';
import { joinObservations } from '../examples/labels-of-observations.js';

type Payload = z.infer<typeof ticketConsentChanged.schema>;

/** Keeps consents that changed after the ticket came in, for the snapshots that are still to come. */
@Controller()
export class ConsentChangedHandler {
  @Handles(ticketConsentChanged, { consumer })
  async changed(batch: readonly Envelope<Payload>[]): Promise<Effects> {
    return {
      write: async (sql) => {
        for (const { payload, occurredAt } of batch) {
          await sql.execute(
            `INSERT INTO monitor.consents AS known (ticket_id, training, changed_at, given)
             VALUES ($1::uuid, $2, $3::timestamptz, $4::bigint) ON CONFLICT (ticket_id) DO UPDATE
             SET training = excluded.training, changed_at = excluded.changed_at, given = excluded.given
             WHERE (excluded.given, excluded.changed_at) >= (known.given, known.changed_at)`,
            ...[payload.ticketId, payload.consent.training, occurredAt, payload.order ?? 0],
          );
        }
        const ticketIds = batch.map(({ payload }) => payload.ticketId);
        await sql.execute(
          `UPDATE monitor.observations o SET training = c.training FROM monitor.consents c
           WHERE c.ticket_id = o.ticket_id AND o.ticket_id = ANY($1::uuid[])`,
          ticketIds,
        );
        await joinObservations(sql, ticketIds);
      },
    };
  }
}
