import {
  decodeEmbedding,
  type Envelope,
  ticketClassified,
  ticketContextRetrieved,
  ticketText,
} from '@driftdesk/contracts';
import { causedEvent, type Effects, Handles } from '@driftdesk/messaging';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { PassageSearch, type Query } from '../search/passage-search.js';
import { WholeDocuments } from '../search/whole-documents.js';

type Payload = z.infer<typeof ticketClassified.schema>;

/** Passages that are searched for; the other passages of the best documents join them. */
const passagesPerTicket = 5;

@Controller()
export class TicketClassifiedHandler {
  constructor(
    private readonly search: PassageSearch,
    private readonly documents: WholeDocuments,
  ) {}

  @Handles(ticketClassified, { consumer: 'rag' })
  async retrieve(batch: readonly Envelope<Payload>[]): Promise<Effects> {
    const queries = batch.map(({ payload }) => toQuery(payload));
    const found = await this.documents.complete(queries, await this.search.search(queries, passagesPerTicket));
    return {
      publish: batch.map((event, index) =>
        causedEvent(event, ticketContextRetrieved, { ...event.payload, passages: found[index] ?? [] }),
      ),
    };
  }
}

function toQuery({ ticket, classification, embedding }: Payload): Query {
  return {
    text: ticketText(ticket),
    embedding: decodeEmbedding(embedding),
    queue: classification.abstained || classification.outOfScope ? undefined : classification.heads['queue']?.label,
    language: ticket.language,
  };
}
