import { type DynamicModule, Module } from '@nestjs/common';
import { Answering } from './answering.js';
import { ConsentChangesHandler } from './consent/consent-changes.handler.js';
import { ExternalCalls } from './consent/external-calls.js';
import { DraftStreams } from './draft-streams.js';
import { LlmController } from './llm.controller.js';
import { MonthlyBudget } from './monthly-budget.js';
import { LLM_OPTIONS, type LlmOptions } from './options.js';
import { ProviderChoice } from './provider-choice.js';
import { Providers } from './providers.js';
import { TicketContextRetrievedHandler } from './ticket-context-retrieved.handler.js';

/** tickets.context-retrieved → tickets.answered; the LLM provider over HTTP. */
@Module({})
export class LlmResponseModule {
  static with(options: LlmOptions): DynamicModule {
    return {
      module: LlmResponseModule,
      controllers: [LlmController, TicketContextRetrievedHandler, ConsentChangesHandler],
      providers: [
        { provide: LLM_OPTIONS, useValue: options },
        MonthlyBudget,
        Providers,
        ProviderChoice,
        DraftStreams,
        ExternalCalls,
        Answering,
      ],
    };
  }
}
