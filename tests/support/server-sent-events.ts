/** One server-sent event, its data parsed as JSON. */
export interface ServerSentEvent {
  readonly event: string;
  readonly data: unknown;
}

/** Reads a stream of server-sent events until one satisfies `last`; leaving the loop hangs up. */
export async function readEvents(url: string, last: (event: ServerSentEvent) => boolean): Promise<ServerSentEvent[]> {
  const response = await fetch(url);
  if (response.body === null) throw new Error(`${url} has no body`);
  const events: ServerSentEvent[] = [];
  let pending = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body) {
    pending += decoder.decode(chunk as Uint8Array, { stream: true });
    const blocks = pending.split('\n\n');
    pending = blocks.pop() ?? '';
    for (const block of blocks.filter((text) => text.includes('data: '))) {
      const event = /^event: (.*)$/m.exec(block)?.[1] ?? 'message';
      events.push({ event, data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null') });
      if (!last(events.at(-1) as ServerSentEvent)) continue;
      return events;
    }
  }
  throw new Error(`${url} ended after ${events.length} events`);
}

/** A stream that is read as it comes. */
export interface OpenEvents {
  readonly status: number;
  readonly text: () => string;
  /** Resolves when the desk has ended it. */
  readonly ended: Promise<void>;
  readonly leave: () => void;
}

/** Opens a stream of server-sent events with a caller's headers. */
export async function openEvents(url: string, headers: Readonly<Record<string, string>>): Promise<OpenEvents> {
  const leaving = new AbortController();
  const response = await fetch(url, { headers, signal: leaving.signal });
  let text = '';
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array, { stream: true });
  };
  return {
    status: response.status,
    text: () => text,
    ended: read().catch(() => undefined),
    leave: () => leaving.abort(),
  };
}
