import {
  type AnswerProvider,
  type Draft,
  type DraftContext,
  type DraftRequest,
  ProviderError,
  ProviderUnavailable,
} from './provider.js';

/** A provider's draft, or why there is none: it failed, or it was not asked. */
export type Drafted = { readonly draft: Draft } | { readonly failed: string } | { readonly unavailable: string };

/**
 * Asks a provider for a draft, and gives up `ms` milliseconds after it could begin, whatever the provider does. That a
 * slow machine loads a library for seconds is not the provider's fault.
 */
export async function draftInTime(
  provider: AnswerProvider,
  request: DraftRequest,
  ms: number,
  { onText, mayCall }: Pick<DraftContext, 'onText' | 'mayCall'>,
): Promise<Drafted> {
  // A library that cannot be loaded is told by the draft.
  await provider.loaded?.catch(() => undefined);
  const stop = new AbortController();
  const deadline = performance.now() + ms;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new ProviderError(`${provider.name} did not answer within ${ms} ms.`));
      stop.abort();
    }, ms);
  });
  try {
    const context = { signal: stop.signal, deadline, onText, mayCall };
    return { draft: await Promise.race([provider.draft(request, context), late]) };
  } catch (error) {
    if (error instanceof ProviderUnavailable) return { unavailable: error.message };
    // Only our own sentences are shown: others may hold the key, an address or the ticket.
    return { failed: error instanceof ProviderError ? error.message : `${provider.name} failed unexpectedly.` };
  } finally {
    clearTimeout(timer);
  }
}
