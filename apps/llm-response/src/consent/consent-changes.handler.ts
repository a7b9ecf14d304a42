import { type Envelope, requesterDataErased, requesterErased, ticketConsentChanged } from '@driftdesk/contracts';
import { causedEvent, type Effects, Handles } from '@driftdesk/messaging';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { Providers } from '../providers.js';
import { consumer } from './consumer.js';

type Changed = z.infer<typeof ticketConsentChanged.schema>;
type Erased = z.infer<typeof requesterErased.schema>;
type DataErased = z.infer<typeof requesterDataErased.schema>;

/** Keeps consents that changed after the ticket came in, for the calls that are still to come. */
@Controller()
export class ConsentChangesHandler {
  constructor(private readonly providers: Providers) {}

  @Handles(ticketConsentChanged, { consumer })
  async changed(batch: readonly Envelope<Changed>[]): Promise<Effects> {
    return {
      write: async (sql) => {
        for (const { payload, occurredAt } of batch) {
          await sql.execute(
            `INSERT INTO llm_response.consents AS known (ticket_id, external_processing, changed_at, given)
             VALUES ($1::uuid, $2, $3::timestamptz, $4::bigint) ON CONFLICT (ticket_id) DO UPDATE
             SET external_processing = excluded.external_processing, changed_at = excluded.changed_at, given = excluded.given
             WHERE (excluded.given, excluded.changed_at) >= (known.given, known.changed_at)`,
            ...[payload.ticketId, payload.consent.externalProcessing, occurredAt, payload.order ?? 0],
          );
        }
      },
    };
  }

  @Handles(requesterErased, { consumer })
  async erased(batch: readonly Envelope<Erased>[]): Promise<Effects> {
    return {
      write: async (sql) => {
        const ids = batch.flatMap(({ payload }) => payload.ticketIds);
        await sql.execute('DELETE FROM llm_response.consents WHERE ticket_id = ANY($1::uuid[])', ids);
      },
      publish: batch.map((event) =>
        causedEvent(event, requesterDataErased, { erasureId: event.payload.erasureId, place: 'drafting', erased: 0 }),
      ),
    };
  }

  /**
   * Passages that were read lately may be those of a ticket that is gone: they are read again. Not before the knowledge is
   * gone: until then a search may find them, and a draft read them, once more.
   */
  @Handles(requesterDataErased, { consumer })
  async knowledgeErased(batch: readonly Envelope<DataErased>[]): Promise<Effects> {
    const isGone = batch.some(({ payload }) => payload.place === 'knowledge');
    return isGone ? { committed: () => this.providers.index.clear() } : {};
  }
}
