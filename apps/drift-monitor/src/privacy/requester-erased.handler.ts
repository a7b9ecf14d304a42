import { type Envelope, requesterDataErased, requesterErased } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import { causedEvent, type Effects, Handles, publish } from '@driftdesk/messaging';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { consumer } from '../examples/consumer.js';
import { ObservationWindows } from '../observations/windows.js';

type Payload = z.infer<typeof requesterErased.schema>;

/** Observations lose text and embedding, and stay as numbers; examples go with their labels. */
@Controller()
export class RequesterErasedHandler {
  constructor(private readonly windows: ObservationWindows) {}

  @Handles(requesterErased, { consumer })
  async erase(batch: readonly Envelope<Payload>[]): Promise<Effects> {
    return {
      write: async (sql) => {
        for (const event of batch) {
          const { erasureId, ticketIds } = event.payload;
          const erased = await eraseTickets(sql, ticketIds);
          const done = { erasureId, place: 'observations', erased } as const;
          await publish(sql, [causedEvent(event, requesterDataErased, done)]);
        }
      },
      committed: () => this.windows.forget(),
    };
  }
}

/** @returns how many rows held something of these tickets */
async function eraseTickets(sql: Sql, ticketIds: readonly string[]): Promise<number> {
  const observations = await sql.execute(
    "UPDATE monitor.observations SET text = '', embedding = '', labelled = false WHERE ticket_id = ANY($1::uuid[])",
    ticketIds,
  );
  const examples = await sql.execute('DELETE FROM monitor.examples WHERE ticket_id = ANY($1::uuid[])', ticketIds);
  await sql.execute('DELETE FROM monitor.example_labels WHERE ticket_id = ANY($1::uuid[])', ticketIds);
  await sql.execute('DELETE FROM monitor.consents WHERE ticket_id = ANY($1::uuid[])', ticketIds);
  return observations + examples;
}
