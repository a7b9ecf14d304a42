import { decodeEmbedding, type Envelope, ticketAnswered, ticketContextRetrieved } from '@driftdesk/contracts';
import { causedEvent, type Effects, Handles, NotReady } from '@driftdesk/messaging';
import { Controller, type OnModuleDestroy } from '@nestjs/common';
import type { z } from 'zod';
import { Answering } from './answering.js';
import { consumer } from './consent/consumer.js';
import { unlessAborted } from './unless-aborted.js';

/** LLM_TIMEOUT_MS bounds a draft, at 300 s at most; this is for what else may never end. */
const deadlineMs = 600_000;

type Payload = z.infer<typeof ticketContextRetrieved.schema>;

@Controller()
export class TicketContextRetrievedHandler implements OnModuleDestroy {
  private readonly ending = new AbortController();

  constructor(private readonly answering: Answering) {}

  /** A provider may take many seconds; whoever ends the process need not. The next start drafts these again. */
  onModuleDestroy(): void {
    this.ending.abort(new NotReady('the process is ending'));
  }

  /** A batch's drafts run side by side, so it takes as long as its slowest. */
  @Handles(ticketContextRetrieved, { consumer, deadlineMs })
  async answer(batch: readonly Envelope<Payload>[]): Promise<Effects> {
    const publish = await unlessAborted(this.ending.signal, () => this.draft(batch));
    return { publish };
  }

  private draft(batch: readonly Envelope<Payload>[]) {
    return Promise.all(
      batch.map(async (event) => {
        const { ticket, classification, embedding, passages } = event.payload;
        const problems = event.payload.problems?.map((one) => ({ ...one, embedding: decodeEmbedding(one.embedding) }));
        const request = { ticket, classification, passages, problems, embedding: decodeEmbedding(embedding) };
        const outcome = await this.answering.answer(request);
        return causedEvent(event, ticketAnswered, { ticket, classification, outcome });
      }),
    );
  }
}
