import { MistralError, SDKValidationError } from '@mistralai/mistralai/models/errors';

/** Whether the same request may succeed a moment later: the server is busy, failing or was not reached. */
export function isRetryable(error: unknown): boolean {
  if (error instanceof MistralError) return [429, 500, 502, 503, 504].includes(error.statusCode);
  return isConnectionFailure(error);
}

/** How long the server asks to be left alone, in milliseconds; undefined when it does not say (RFC 9110, 10.2.3). */
export function retryAfter(error: unknown, now: number): number | undefined {
  const header = error instanceof MistralError ? error.headers.get('retry-after') : null;
  if (!header) return undefined;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

/** What went wrong, from the status alone: a body or a message may repeat the ticket or the key. */
export function describeFailure(error: unknown, timeoutMs: number, timedOut: boolean): string {
  if (timedOut) return `Mistral did not answer within ${timeoutMs} ms.`;
  if (error instanceof MistralError && error.statusCode >= 400) return describeStatus(error.statusCode);
  if (error instanceof MistralError || error instanceof SDKValidationError || isNamed(error, 'SyntaxError')) {
    return 'Mistral’s response is not a chat completion.';
  }
  if (isConnectionFailure(error)) return 'Mistral could not be reached.';
  return 'The exchange with Mistral failed.';
}

function describeStatus(status: number): string {
  if (status === 401 || status === 403) return `Mistral refused the API key (HTTP ${status}).`;
  if (status === 429) return 'Mistral is limiting the rate of requests (HTTP 429).';
  if (status >= 500) return `Mistral is failing (HTTP ${status}).`;
  return `Mistral refused the request (HTTP ${status}).`;
}

/**
 * The library wraps what fetch throws, but not what reading the body throws; the code of the system call or of undici
 * at the end of the chain tells both.
 */
function isConnectionFailure(error: unknown): boolean {
  for (let link = error; typeof link === 'object' && link !== null; link = 'cause' in link ? link.cause : undefined) {
    const code = 'code' in link && typeof link.code === 'string' ? link.code : '';
    if (/^(?:ECONN|ENOTFOUND|EAI_|EPIPE|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_)/.test(code)) return true;
  }
  return false;
}

function isNamed(error: unknown, name: string): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === name;
}
