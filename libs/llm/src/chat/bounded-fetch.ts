import { type EgressOptions, guardedFetch, isEgressRefused } from '@driftdesk/egress';
import { asEventStream } from './whole-completion.js';
import { retryAfterMs, WireFailure } from './wire-failure.js';

/** The longest response that is read, in bytes after decompression; an answer with all its framing takes a fifth. */
export const longestResponse = 1_000_000;

/**
 * `fetch` for the providers' libraries: only a 200 that streams gets through to them, and no more of it than is sensible.
 * Whatever else comes back is a WireFailure by its status alone; its body is not even read. Redirects are refusals:
 * a ticket goes to the server that was configured, and to no other.
 */
export function boundedFetch(options: EgressOptions = {}): typeof globalThis.fetch {
  const guarded = guardedFetch(options);
  return async (input, init) => read(await send(guarded, input, init));
}

async function read(response: Response): Promise<Response> {
  if (response.status !== 200) {
    discard(response);
    throw new WireFailure('refused', response.status, retryAfterMs(response.headers.get('retry-after'), Date.now()));
  }
  const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const body = response.body === null ? null : bounded(response.body);
  if (type === 'text/event-stream') return eventStream(body);
  if (type === 'application/json') return eventStream(asEventStream(await new Response(body).text()));
  discard(response);
  throw new WireFailure('not_a_completion');
}

async function send(
  guarded: typeof globalThis.fetch,
  input: Parameters<typeof globalThis.fetch>[0],
  init: RequestInit | undefined,
): Promise<Response> {
  try {
    return await guarded(input, init);
  } catch (error) {
    throw new WireFailure(isEgressRefused(error) ? 'not_allowed' : 'unreachable');
  }
}

function eventStream(body: ReadableStream<Uint8Array> | string | null): Response {
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

/** Hangs up instead of reading on. */
function discard(response: Response): void {
  if (!response.bodyUsed) response.body?.cancel().catch(() => undefined);
}

function bounded(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let left = longestResponse;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await reader.read().catch(() => {
        throw new WireFailure('broken_off');
      });
      if (piece.done) return controller.close();
      left -= piece.value.byteLength;
      if (left >= 0) return controller.enqueue(piece.value);
      reader.cancel().catch(() => undefined);
      throw new WireFailure('too_large');
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
