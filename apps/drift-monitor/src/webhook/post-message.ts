import { Unprocessable } from '@driftdesk/messaging';

/** How long a webhook may take, in milliseconds. */
const patienceMs = 10_000;

/**
 * Posts `{ "text": … }` to a Slack-compatible webhook. Redirects are refusals: the message goes to the address that was
 * configured, and to no other. What is thrown names no address, for that is a secret of the workspace.
 * @throws Unprocessable when the webhook refuses, so that no repetition helps; Error when one may; the reason of `ending`
 */
export async function postMessage(
  url: string,
  text: string,
  ending: AbortSignal,
  deadlineMs = patienceMs,
): Promise<void> {
  const late = AbortSignal.timeout(deadlineMs);
  const response = await send(url, text, AbortSignal.any([ending, late])).catch((error: Error) => {
    ending.throwIfAborted();
    if (late.aborted) throw new Error(`The webhook did not answer within ${deadlineMs / 1000} seconds.`);
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

function send(url: string, text: string, signal: AbortSignal): Promise<Response> {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify({ text }), redirect: 'manual', signal });
}
