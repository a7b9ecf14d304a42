import { ProviderError } from '../provider.js';
import { longestResponse } from './bounded-fetch.js';
import type { WireFailure } from './wire-failure.js';

/** Statuses that are about the one request: too long, or not liked. */
const aboutTheRequest = [400, 413, 422];

/** What went wrong as a sentence, from the kind of failure alone. */
export function toProviderError(failure: WireFailure, title: string): ProviderError {
  const { fault, status, retryAfterMs } = failure;
  const faulty = !(fault === 'refused' && aboutTheRequest.includes(status));
  return new ProviderError(sentence(failure, title), {
    faulty,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

function sentence({ fault, status }: WireFailure, title: string): string {
  switch (fault) {
    case 'refused':
      return describeStatus(status, title);
    case 'unreachable':
      return `${title} could not be reached.`;
    case 'not_allowed':
      return `${title} was not called: its name stands for a private address. EGRESS_ALLOWED_HOSTS may allow it.`;
    case 'broken_off':
      return `${title} broke off its response.`;
    case 'too_large':
      return `${title} sent a response of more than ${longestResponse / 1_000_000} MB.`;
    case 'not_a_completion':
      return `What ${title} sent is not a chat completion.`;
  }
}

function describeStatus(status: number, title: string): string {
  if (status === 401 || status === 403) return `${title} refused the API key (HTTP ${status}).`;
  if (status === 404) return `${title} has no such model, or its base URL is wrong (HTTP 404).`;
  if (status === 429) return `${title} is limiting the rate of requests (HTTP 429).`;
  if (status >= 500) return `${title} is failing (HTTP ${status}).`;
  return `${title} refused the request (HTTP ${status}).`;
}
