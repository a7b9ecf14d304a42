import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Rhythm of a stream, in milliseconds. */
export interface StreamTiming {
  /** Comment lines keep proxies from closing a quiet stream; the rights are asked again for each. */
  readonly heartbeatMs: number;
  /** A client that does not take what was sent for so long is cut off. */
  readonly stallMs: number;
  /** Shortest time between two events of one name; what changes meanwhile is one event. */
  readonly pauseMs: number;
  /** A large state waits longer for the next one: the stream sends no more than so many bytes a millisecond. */
  readonly bytesPerMs: number;
}

const usualTiming: StreamTiming = { heartbeatMs: 15_000, stallMs: 60_000, pauseMs: 100, bytesPerMs: 1_000 };

export interface EventStreamOptions<Name extends string> {
  /** Event name → its newest state, encoded; asked only when the client can take it. Nothing: there is nothing to tell. */
  readonly sources: Readonly<Record<Name, () => Promise<Buffer | undefined>>>;
  /** Rejects when the client may not read any more. Asked after each state is read and before it is sent. */
  readonly confirm: () => Promise<unknown>;
  /** Called once, whoever ended the stream. */
  readonly onClose: () => void;
  readonly timing?: StreamTiming | undefined;
}

export interface EventStream<Name extends string> {
  /** There is a newer state of this event; it replaces one that was not sent yet. */
  changed(name: Name): void;
}

/** One server-sent event. Encoded once, its bytes may go to any number of clients. */
export function encodeEvent(name: string, data: unknown, id?: string): Buffer {
  return Buffer.from(`event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
}

/**
 * Answers with server-sent events until the client leaves, loses its rights or stops to read. States are pulled: a client
 * that reads slowly costs one event at a time and gets the newest state when it has taken the one before. The server's
 * own pipe writes them, so nothing is written after an end and no error of a socket goes unheard.
 */
export function sendEventStream<Name extends string>(
  reply: FastifyReply,
  { sources, confirm, onClose, timing = usualTiming }: EventStreamOptions<Name>,
): EventStream<Name> {
  const dirty = new Set<Name>();
  const dueAt = new Map<Name, number>();
  let wanted = false;
  let working = false;
  let pausing: NodeJS.Timeout | undefined;
  let stalling: NodeJS.Timeout | undefined;

  // Its high-water mark of 0 makes `read` mean that the client has taken everything, and nothing is read ahead.
  const stream = new Readable({
    highWaterMark: 0,
    read() {
      wanted = true;
      clearTimeout(stalling);
      void work();
    },
  });
  const push = (bytes: Buffer | string) => {
    wanted = false;
    stalling = setTimeout(() => void stream.destroy(new Error('The client does not read.')), timing.stallMs);
    stream.push(bytes);
  };
  // A client that still has to take something would keep an orderly end waiting.
  const end = () => void (wanted ? stream.push(null) : stream.destroy(new Error('The stream has ended.')));

  const work = async () => {
    if (working) return;
    working = true;
    try {
      for (let name = next(); name !== undefined; name = next()) {
        dirty.delete(name);
        const bytes = await sources[name]();
        if (bytes === undefined) continue;
        await confirm();
        if (stream.destroyed) return;
        dueAt.set(name, performance.now() + Math.max(timing.pauseMs, bytes.length / timing.bytesPerMs));
        push(bytes);
      }
    } catch {
      // What it tells of is gone, or is not for this client any more: it may come back and ask.
      end();
    } finally {
      working = false;
    }
  };
  /** The event to send now, if the client can take one; otherwise a timer or the client comes back for it. */
  const next = (): Name | undefined => {
    if (!wanted || stream.destroyed) return undefined;
    const waits = [...dirty].map((name) => [name, (dueAt.get(name) ?? 0) - performance.now()] as const);
    const [first] = waits.sort(([, a], [, b]) => a - b);
    if (first === undefined || first[1] <= 0) return first?.[0];
    clearTimeout(pausing);
    pausing = setTimeout(() => void work(), Math.ceil(first[1]));
    return undefined;
  };
  const heartbeat = setInterval(() => {
    confirm().then(() => {
      if (wanted && !working && !stream.destroyed) push(': still here\n\n');
    }, end);
  }, timing.heartbeatMs);

  // A reply to HEAD has no body: nobody pipes the stream, so nobody would close it.
  // eslint-disable-next-line no-restricted-syntax -- this is the one place that may; it only listens
  reply.raw.once('close', () => stream.destroy());
  stream.on('error', () => undefined);
  stream.once('close', () => {
    clearInterval(heartbeat);
    clearTimeout(pausing);
    clearTimeout(stalling);
    onClose();
  });
  void reply
    .status(200)
    .headers({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' })
    .send(stream);
  return {
    changed(name) {
      dirty.add(name);
      void work();
    },
  };
}
