import { randomBytes } from 'node:crypto';
import { languageName } from '../language-name.js';
import {
  type AnswerProvider,
  type Draft,
  type DraftContext,
  type DraftRequest,
  ProviderError,
  ProviderUnavailable,
} from '../provider.js';
import { readCompletion, toDraft } from './completion.js';
import { toProviderError } from './failure.js';
import { buildPrompt, type Prompt, untrustedText } from './prompt.js';
import { estimateTokens, type TokenBudget } from './token-budget.js';
import { watchText } from './watch-text.js';
import type { Complete } from './wire.js';
import { toWireFailure, WireFailure } from './wire-failure.js';
import { withRetry } from './with-retry.js';

/** What tells one chat provider from another. */
export interface ChatService {
  readonly name: string;
  /** What it is called in sentences. */
  readonly title: string;
  readonly external: boolean;
  readonly model: string;
  readonly apiKey?: string | undefined;
  /** Loads the library of its wire format. */
  readonly connect: () => Promise<Complete>;
}

/** Drafts with a chat model: prompt, retries, deadline, budget and failures are the same for every wire format. */
export function chatProvider(service: ChatService, budget: TokenBudget): AnswerProvider {
  const { name, external, model } = service;
  // A library may take a second to load: it does so while the process starts, and its failure waits for the first draft.
  const connection = service.connect();
  connection.catch(() => undefined);
  return {
    name,
    external,
    generative: true,
    model,
    loaded: connection,
    async draft(request, context) {
      return draftWith(await connection, service, budget, request, context);
    },
  };
}

async function draftWith(
  complete: Complete,
  service: ChatService,
  budget: TokenBudget,
  request: DraftRequest,
  context: DraftContext,
): Promise<Draft> {
  const prompt = buildPrompt(request, newNonce(untrustedText(request)), languageName(request.ticket.language, 'en'));
  try {
    const completion = await withRetry(() => attempt(complete, service, budget, prompt, context), context);
    return toDraft(completion, service.title);
  } catch (error) {
    if (error instanceof ProviderError || error instanceof ProviderUnavailable) throw error;
    if (context.signal.aborted) throw new ProviderError(`${service.title} did not answer in time.`, { faulty: true });
    if (error instanceof WireFailure) throw toProviderError(error, service.title);
    throw error;
  }
}

/** One exchange, paid for by the budget. @throws WireFailure, ProviderError, ProviderUnavailable */
async function attempt(
  complete: Complete,
  { name, title, apiKey, external }: ChatService,
  budget: TokenBudget,
  prompt: Prompt,
  { signal, onText, mayCall }: DraftContext,
) {
  const expected = estimateTokens(prompt);
  const reservation = await budget.reserve(name, expected);
  if (reservation === undefined) throw new ProviderUnavailable(`The token budget of ${title} is spent.`);
  if (external && (await mayCall?.()) === false) {
    await reservation.settle(0);
    throw new ProviderUnavailable(`The requester does not allow (any more) that the ticket goes to ${title}.`);
  }
  const completion = await exchange().catch(async (error: unknown) => {
    if (error instanceof ProviderError) throw error;
    const failure = toWireFailure(error);
    // Whoever is hung up on may charge all the same.
    if (failure.free && !signal.aborted) await reservation.settle(0);
    throw failure;
  });
  await reservation.settle(completion.tokens ?? expected);
  return completion;

  function exchange() {
    return readCompletion(complete(prompt, signal), watchText(onText, apiKey, title));
  }
}

/** A word that the data does not contain. */
function newNonce(data: string): string {
  for (;;) {
    const nonce = randomBytes(12).toString('hex');
    if (!data.includes(nonce)) return nonce;
  }
}
