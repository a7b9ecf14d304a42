import { type Envelope, requesterDataErased } from '@driftdesk/contracts';
import { type Effects, Handles } from '@driftdesk/messaging';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { eraseDocuments } from './quotations.js';
import { markErased } from './requester-data.js';

type Payload = z.infer<typeof requesterDataErased.schema>;

/** Keeps what is done of an erasure; when knowledge is gone, takes it out of the tickets that quote it. */
@Controller()
export class RequesterDataErasedHandler {
  @Handles(requesterDataErased, { consumer: 'gateway' })
  async note(batch: readonly Envelope<Payload>[]): Promise<Effects> {
    return {
      write: async (sql) => {
        for (const { payload } of batch) {
          const { erasureId, place, erased, documentIds } = payload;
          await markErased(sql, erasureId, place, erased);
          if (place !== 'knowledge') continue;
          await markErased(sql, erasureId, 'quotations', await eraseDocuments(sql, documentIds ?? []));
        }
      },
    };
  }
}
