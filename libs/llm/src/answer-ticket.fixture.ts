import { outcomeSchema, type Outcome } from '@driftdesk/contracts';
import { answerTicket, type AnswerOptions } from './answer-ticket.js';
import { createPassageIndex } from './passage-index.js';
import type { AnswerProvider, Draft, DraftRequest } from './provider.js';
import { bagOfWords } from './twins/bag-of-words.js';
import { request } from './twins/requests.js';

/** Passages by their words alone. */
export const index = createPassageIndex(bagOfWords);
/** What `answer` answers with. */
export const options: AnswerOptions = {
  index,
  minimumConfidence: 0.5,
  timeoutMs: 2_000,
};

/** A provider that drafts what it is told and remembers what it was given. */
export function scripted(draft: Draft | Error, external = true): AnswerProvider & { readonly given: DraftRequest[] } {
  const given: DraftRequest[] = [];
  return {
    name: 'scripted',
    external,
    generative: true,
    given,
    draft: (request) => {
      given.push(request);
      return draft instanceof Error ? Promise.reject(draft) : Promise.resolve(draft);
    },
  };
}

/** Drafts an answer that the fixture's passages support. */
export const good = scripted({
  text: 'Restart the laptop and wait 30 seconds [2].',
  cited: [2],
  model: 'small',
  tokens: 7,
});

/** The outcome of the fixture's request with some changes. */
export async function answer(
  changes: Parameters<typeof request>[0],
  provider: AnswerProvider = good,
): Promise<Outcome> {
  return outcomeSchema.parse(await answerTicket(request(changes), provider, options));
}
