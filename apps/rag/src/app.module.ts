import { type DynamicModule, Module } from '@nestjs/common';
import { DocumentReader } from './documents/document-reader.js';
import { DocumentWarnings } from './documents/document-warnings.js';
import { KnowledgeBase } from './documents/knowledge-base.js';
import { ConsentChangedHandler } from './handlers/consent-changed.handler.js';
import { RequesterErasedHandler } from './handlers/requester-erased.handler.js';
import { TicketClassifiedHandler } from './handlers/ticket-classified.handler.js';
import { TicketResolvedHandler } from './handlers/ticket-resolved.handler.js';
import { KnowledgeController } from './knowledge.controller.js';
import { RAG_OPTIONS, type RagOptions } from './options.js';
import { PassageSearch } from './search/passage-search.js';
import { PassageWords } from './search/passage-words.js';
import { WholeDocuments } from './search/whole-documents.js';

/** tickets.classified → tickets.context-retrieved; the knowledge base and its search. */
@Module({})
export class RagModule {
  static with(options: RagOptions): DynamicModule {
    return {
      module: RagModule,
      controllers: [
        KnowledgeController,
        TicketClassifiedHandler,
        TicketResolvedHandler,
        ConsentChangedHandler,
        RequesterErasedHandler,
      ],
      providers: [
        KnowledgeBase,
        DocumentReader,
        DocumentWarnings,
        PassageSearch,
        PassageWords,
        WholeDocuments,
        { provide: RAG_OPTIONS, useValue: options },
      ],
    };
  }
}
