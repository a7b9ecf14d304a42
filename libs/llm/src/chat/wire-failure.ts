/** What went wrong between here and the server. */
export type WireFault = 'refused' | 'unreachable' | 'not_allowed' | 'broken_off' | 'too_large' | 'not_a_completion';

/** A failed exchange. It holds nothing that the server wrote: that may repeat the ticket or the key. */
export class WireFailure extends Error {
  override readonly name = 'WireFailure';

  constructor(
    readonly fault: WireFault,
    /** HTTP status of a refusal. */
    readonly status = 0,
    /** How long the server asks to be left alone, in milliseconds, when it says so. */
    readonly retryAfterMs?: number,
  ) {
    super(`${fault} ${status}`);
  }

  /** Whether the same request may succeed a moment later: the server is busy, failing or was not reached. */
  get retryable(): boolean {
    if (this.fault === 'refused') return [408, 429].includes(this.status) || this.status >= 500;
    return this.fault === 'unreachable' || this.fault === 'broken_off';
  }

  /** Whether the server did no work that it would charge for. */
  get free(): boolean {
    return this.fault === 'refused' || this.fault === 'unreachable' || this.fault === 'not_allowed';
  }
}

/** Libraries wrap what their `fetch` throws; what they throw themselves is about what they could not read. */
export function toWireFailure(error: unknown): WireFailure {
  for (let link = error; typeof link === 'object' && link !== null; link = 'cause' in link ? link.cause : undefined) {
    if (link instanceof WireFailure) return link;
  }
  return new WireFailure('not_a_completion');
}

/** The header `Retry-After` in milliseconds from `now`: seconds or an HTTP date (RFC 9110, 10.2.3). */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
