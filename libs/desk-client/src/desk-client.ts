/** Where a desk listens unless PORT says otherwise. */
export const defaultDeskUrl = 'http://127.0.0.1:3000';

/** Why a desk cannot be used: a sentence for whoever called the command, shown without a stack. */
export class DeskProblem extends Error {
  override readonly name = 'DeskProblem';
}

/** An answer of the desk: any status that is no failure of the desk comes back as it is. */
export interface DeskReply {
  readonly status: number;
  readonly body: unknown;
}

/** A running desk, seen through its public API. */
export interface DeskClient {
  call(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<DeskReply>;
}

export interface DeskClientOptions {
  /** Breaks off what is under way; those calls are rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** For a desk with access control. */
  readonly key?: string | undefined;
}

/** @throws DeskProblem from itself when the URL is none, from `call` when the desk cannot be reached or fails (5xx) */
export function createDeskClient(url: string, { signal, key }: DeskClientOptions = {}): DeskClient {
  const base = readUrl(url);
  return {
    async call(method, path, body, headers = {}) {
      const reply = await fetch(new URL(path, base), {
        method,
        headers: {
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
      }).catch((cause: unknown) => {
        signal?.throwIfAborted();
        throw new DeskProblem(`No desk answers at ${base.origin}; start it with npm start, or name it with --url.`, {
          cause,
        });
      });
      const content: unknown = await reply.json().catch(() => signal?.throwIfAborted());
      if (reply.status >= 500) {
        throw new DeskProblem(`The desk failed at ${method} ${path}: ${detailOf(content, reply.status)}`);
      }
      return { status: reply.status, body: content };
    },
  };
}

/** The body of an answer that is no refusal. @throws DeskProblem with what the desk says otherwise */
export function succeeded({ status, body }: DeskReply): unknown {
  if (status < 300) return body;
  throw new DeskProblem(`The desk refuses: ${detailOf(body, status)}`);
}

function readUrl(url: string): URL {
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new DeskProblem(`--url ${url} is not an http or https URL.`);
  return new URL(url);
}

function detailOf(body: unknown, status: number): string {
  const { detail } = Object(body) as { detail?: unknown };
  return typeof detail === 'string' ? detail : `status ${status}`;
}
