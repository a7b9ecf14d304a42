import { EMBEDDER, type Embedder } from '@driftdesk/embeddings';
import { type DynamicModule, Module } from '@nestjs/common';
import { ANSWERING, createAnswering } from './answering.js';
import type { LlmOptions } from './options.js';
import { TicketContextRetrievedHandler } from './ticket-context-retrieved.handler.js';

/** tickets.context-retrieved → tickets.answered. */
@Module({})
export class LlmResponseModule {
  static with(options: LlmOptions): DynamicModule {
    const answering = {
      provide: ANSWERING,
      useFactory: (embedder: Embedder) => createAnswering(embedder, options),
      inject: [EMBEDDER],
    };
    return { module: LlmResponseModule, controllers: [TicketContextRetrievedHandler], providers: [answering] };
  }
}
