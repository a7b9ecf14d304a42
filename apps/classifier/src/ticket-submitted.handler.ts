import { encodeEmbedding, type Envelope, ticketClassified, ticketSubmitted, ticketText } from '@driftdesk/contracts';
import { EMBEDDER, type Embedder } from '@driftdesk/embeddings';
import { createAlertFinder, type FindAlert } from '@driftdesk/inference';
import { causedEvent, type Effects, Handles, NotReady } from '@driftdesk/messaging';
import { Controller, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { CLASSIFIER_OPTIONS, type ClassifierOptions } from './options.js';
import { ModelServer } from './model-server.js';

type Payload = z.infer<typeof ticketSubmitted.schema>;

@Controller()
export class TicketSubmittedHandler {
  private readonly findAlert: FindAlert;

  constructor(
    private readonly models: ModelServer,
    @Inject(EMBEDDER) private readonly embedder: Embedder,
    @Inject(CLASSIFIER_OPTIONS) private readonly options: ClassifierOptions,
  ) {
    this.findAlert = createAlertFinder(options.alerts);
  }

  @Handles(ticketSubmitted, { consumer: 'classifier' })
  async classify(batch: readonly Envelope<Payload>[]): Promise<Effects> {
    const { triageModel } = this.options;
    if (this.models.get(triageModel) === undefined) throw new NotReady(`no version of ${triageModel} is loaded`);
    const texts = batch.map(({ payload }) => ticketText(payload.ticket));
    const embeddings = await this.embedder.embed(texts);
    // Asked for again: the champion may have changed while the texts were embedded.
    const model = this.models.get(triageModel);
    if (model === undefined) throw new NotReady(`no version of ${triageModel} is loaded`);
    const predictions = await model.loaded.predict(
      texts.map((text, index) => ({ text, embedding: at(embeddings, index) })),
    );
    const publish = batch.map((event, index) =>
      causedEvent(event, ticketClassified, {
        ticket: event.payload.ticket,
        classification: { ...at(predictions, index), model: model.reference, ...this.alertOf(event, at(texts, index)) },
        embedding: encodeEmbedding(at(embeddings, index)),
      }),
    );
    return { publish };
  }

  private alertOf({ payload: { ticket } }: Envelope<Payload>, text: string) {
    const alert = this.findAlert(text, ticket.language);
    return alert === undefined ? {} : { alert };
  }
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`expected a result at ${index}, have ${items.length}`);
  return item;
}
