import { decodeEmbedding, type Envelope, ticketAnswered, ticketContextRetrieved } from '@driftdesk/contracts';
import { causedEvent, type Effects, Handles } from '@driftdesk/messaging';
import { Controller, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { ANSWERING, type Answering } from './answering.js';

type Payload = z.infer<typeof ticketContextRetrieved.schema>;

@Controller()
export class TicketContextRetrievedHandler {
  constructor(@Inject(ANSWERING) private readonly answering: Answering) {}

  /** A batch's drafts run side by side, so it takes as long as its slowest. */
  @Handles(ticketContextRetrieved, { consumer: 'llm-response' })
  async answer(batch: readonly Envelope<Payload>[]): Promise<Effects> {
    const publish = await Promise.all(
      batch.map(async (event) => {
        const { ticket, classification, embedding, passages } = event.payload;
        const request = { ticket, classification, passages, embedding: decodeEmbedding(embedding) };
        const outcome = await this.answering.answer(request);
        return causedEvent(event, ticketAnswered, { ticket, classification, outcome });
      }),
    );
    return { publish };
  }
}
