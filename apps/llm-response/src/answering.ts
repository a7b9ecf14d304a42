import type { Outcome } from '@driftdesk/contracts';
import { type AnswerRequest, answerTicket } from '@driftdesk/llm';
import { Inject, Injectable } from '@nestjs/common';
import { ExternalCalls } from './consent/external-calls.js';
import { DraftStreams } from './draft-streams.js';
import { LLM_OPTIONS, type LlmOptions } from './options.js';
import { ProviderChoice } from './provider-choice.js';
import { Providers } from './providers.js';

/** Answers tickets with whichever provider is chosen at the time, and tells who watches how the draft grows. */
@Injectable()
export class Answering {
  constructor(
    private readonly providers: Providers,
    private readonly choice: ProviderChoice,
    private readonly drafts: DraftStreams,
    private readonly external: ExternalCalls,
    @Inject(LLM_OPTIONS) private readonly options: LlmOptions,
  ) {}

  async answer(request: AnswerRequest): Promise<Outcome> {
    const { timeoutMs, minimumConfidence } = this.options;
    const provider = this.choice.current;
    const draft = this.drafts.begin(request.ticket.id);
    try {
      return await answerTicket(request, provider, {
        index: this.providers.index,
        timeoutMs,
        onText: (text) => draft.onText(provider.name, text),
        mayCall: (ticket, asked) => this.external.permit(ticket, asked),
        ...(minimumConfidence === undefined ? {} : { minimumConfidence }),
      });
    } finally {
      await draft.end();
    }
  }
}
