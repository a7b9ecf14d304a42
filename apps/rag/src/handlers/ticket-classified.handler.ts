import {
  decodeEmbedding,
  encodeEmbedding,
  type Envelope,
  type Passage,
  ticketClassified,
  ticketContextRetrieved,
  ticketText,
} from '@driftdesk/contracts';
import { EMBEDDER, type Embedder } from '@driftdesk/embeddings';
import { splitProblems } from '@driftdesk/language';
import { causedEvent, type Effects, Handles } from '@driftdesk/messaging';
import { Controller, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { PassageSearch, type Query } from '../search/passage-search.js';
import { WholeDocuments } from '../search/whole-documents.js';

type Payload = z.infer<typeof ticketClassified.schema>;

/** Passages that are searched for; the other passages of the best documents join them. */
const passagesPerTicket = 5;

@Controller()
export class TicketClassifiedHandler {
  constructor(
    @Inject(EMBEDDER) private readonly embedder: Embedder,
    private readonly search: PassageSearch,
    private readonly documents: WholeDocuments,
  ) {}

  @Handles(ticketClassified, { consumer: 'rag' })
  async retrieve(batch: readonly Envelope<Payload>[]): Promise<Effects> {
    const found = await this.find(batch.map(({ payload }) => toQuery(payload)));
    const problems = await this.findForProblems(batch.map(({ payload }) => payload));
    return {
      publish: batch.map((event, index) =>
        causedEvent(
          event,
          ticketContextRetrieved,
          withProblems(event.payload, found[index] ?? [], problems[index] ?? []),
        ),
      ),
    };
  }

  private async find(queries: readonly Query[]): Promise<Passage[][]> {
    return this.documents.complete(queries, await this.search.search(queries, passagesPerTicket));
  }

  /** What is found for each problem of each ticket that seems to hold several. */
  private async findForProblems(payloads: readonly Payload[]): Promise<Problem[][]> {
    const parts = payloads.map(({ ticket }) => splitProblems(ticket.body)).map((own) => (own.length > 1 ? own : []));
    const texts = parts.flat();
    if (texts.length === 0) return [];
    const embeddings = await this.embedder.embed(texts);
    const languages = parts.flatMap((own, index) => own.map(() => payloads[index]?.ticket.language ?? 'en'));
    const queries = texts.map((text, n) => ({
      text,
      embedding: embeddings[n] ?? new Float32Array(),
      queue: undefined,
      language: languages[n] ?? 'en',
    }));
    const found = await this.find(queries);
    const problems = queries.map(({ text, embedding }, n) => ({ text, embedding, passages: found[n] ?? [] }));
    return parts.map((own) => problems.splice(0, own.length));
  }
}

interface Problem {
  readonly text: string;
  readonly embedding: Float32Array;
  readonly passages: readonly Passage[];
}

/** The ticket's passages and, after them, those of its problems that are not there yet. */
function withProblems(payload: Payload, found: readonly Passage[], problems: readonly Problem[]) {
  const known = new Set(found.map(({ passageId }) => passageId));
  const others = problems
    .flatMap((problem) => problem.passages)
    .filter(({ passageId }) => !known.has(passageId) && known.add(passageId));
  const passages = [...found, ...others];
  if (problems.length === 0) return { ...payload, passages };
  const encoded = problems.map(({ text, embedding, passages: own }) => ({
    text,
    embedding: encodeEmbedding(embedding),
    passages: [...own],
  }));
  return { ...payload, passages, problems: encoded };
}

function toQuery({ ticket, classification, embedding }: Payload): Query {
  return {
    text: ticketText(ticket),
    embedding: decodeEmbedding(embedding),
    queue: classification.abstained || classification.outOfScope ? undefined : classification.heads['queue']?.label,
    language: ticket.language,
  };
}
