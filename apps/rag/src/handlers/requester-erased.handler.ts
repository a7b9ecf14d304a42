import { type Envelope, requesterDataErased, requesterErased } from '@driftdesk/contracts';
import { causedEvent, type Effects, Handles, publish } from '@driftdesk/messaging';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { deleteOfTickets } from '../privacy/ticket-documents.js';

type Payload = z.infer<typeof requesterErased.schema>;

/** Knowledge that was made of a requester's tickets goes with them; who quoted it is told. */
@Controller()
export class RequesterErasedHandler {
  @Handles(requesterErased, { consumer: 'rag' })
  async erase(batch: readonly Envelope<Payload>[]): Promise<Effects> {
    return {
      write: async (sql) => {
        for (const event of batch) {
          const { erasureId, ticketIds } = event.payload;
          const documentIds = await deleteOfTickets(sql, ticketIds);
          await sql.execute('DELETE FROM rag.consents WHERE ticket_id = ANY($1::uuid[])', ticketIds);
          const done = { erasureId, place: 'knowledge', erased: documentIds.length, documentIds } as const;
          await publish(sql, [causedEvent(event, requesterDataErased, done)]);
        }
      },
    };
  }
}
