import { isEgressRefused } from '@driftdesk/egress';
import { Unprocessable } from '@driftdesk/messaging';

/** How long a webhook may take, in milliseconds. */
const patienceMs = 10_000;

const notAllowed =
  'The webhook was not called: its name stands for a private address. EGRESS_ALLOWED_HOSTS may allow it; then replay this dead letter.';

interface Message {
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  readonly text: string;
  /** Aborted when the process ends. */
  readonly ending: AbortSignal;
  readonly deadlineMs?: number | undefined;
}

/**
 * Posts `{ "text": … }` to a Slack-compatible webhook. Redirects are refusals: the message goes to the address that was
 * configured, and to no other. What is thrown names no address, for that is a secret of the workspace.
 * @throws Unprocessable when the webhook refuses, so that no repetition helps; Error when one may; the reason of `ending`
 */
export async function postMessage({ ending, deadlineMs = patienceMs, ...message }: Message): Promise<void> {
  const late = AbortSignal.timeout(deadlineMs);
  const response = await send(message, AbortSignal.any([ending, late])).catch((error: Error) => {
    ending.throwIfAborted();
    if (late.aborted) throw new Error(`The webhook did not answer within ${deadlineMs / 1000} seconds.`);
    if (isEgressRefused(error)) throw new Unprocessable(notAllowed);
    const { code } = Object(error.cause) as { code?: string };
    throw new Error(`The webhook could not be reached${code === undefined ? '' : ` (${code})`}.`);
  });
  // What it says besides is nobody's business here.
  response.body?.cancel().catch(() => undefined);
  if (response.ok) return;
  const { status } = response;
  if (status >= 500 || status === 408 || status === 429) throw new Error(`The webhook answered ${status}.`);
  throw new Unprocessable(`The webhook answered ${status}. Check DRIFT_WEBHOOK_URL, then replay this dead letter.`);
}

function send({ fetch, url, text }: Pick<Message, 'fetch' | 'url' | 'text'>, signal: AbortSignal): Promise<Response> {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify({ text }), redirect: 'manual', signal });
}
