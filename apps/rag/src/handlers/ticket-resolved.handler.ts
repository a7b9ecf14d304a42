import { cutText, type Envelope, ticketResolved } from '@driftdesk/contracts';
import { type Effects, Handles } from '@driftdesk/messaging';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Sql } from '@driftdesk/database';
import { isWithdrawn, originOf } from '../privacy/ticket-documents.js';
import { KnowledgeBase } from '../documents/knowledge-base.js';

type Payload = z.infer<typeof ticketResolved.schema>;

const maxTitleLength = 120;

/** A resolution becomes knowledge only when the agent says so and the requester's consent allows. */
@Controller()
export class TicketResolvedHandler {
  constructor(private readonly knowledge: KnowledgeBase) {}

  @Handles(ticketResolved, { consumer: 'rag' })
  async learn(batch: readonly Envelope<Payload>[]): Promise<Effects> {
    const writes = await Promise.all(batch.map(({ payload }) => this.prepare(payload)));
    return {
      write: async (sql) => {
        for (const write of writes) await write?.(sql);
      },
    };
  }

  private async prepare({ ticket, resolution, addToKnowledge, queue, author }: Payload) {
    if (!addToKnowledge || !ticket.consent.training || resolution === undefined) return undefined;
    const title = cutText((ticket.subject ?? ticket.body).replace(/\s+/g, ' ').trim(), maxTitleLength);
    const document = { title, body: resolution, language: ticket.language, queue };
    // The origin: one document a ticket, however often it is resolved and reopened.
    const write = await this.knowledge.prepare(document, { source: 'resolution', origin: originOf(ticket.id), author });
    // The consent that the event carries may be withdrawn by now.
    return async (sql: Sql) => ((await isWithdrawn(sql, ticket.id)) ? undefined : write(sql));
  }
}
