import { ImportProblem } from './import-problem.js';

/** Where a desk listens unless PORT says otherwise. */
export const defaultDeskUrl = 'http://127.0.0.1:3000';

/** An answer of the desk: any status that is no refusal of the caller's input comes back as it is. */
export interface DeskReply {
  readonly status: number;
  readonly body: unknown;
}

/** A running desk, seen through its public API. */
export interface DeskClient {
  call(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<DeskReply>;
}

/** @throws ImportProblem from `call` when the desk cannot be reached or fails (5xx) */
export function createDeskClient(url: string): DeskClient {
  const base = readUrl(url);
  return {
    async call(method, path, body) {
      const reply = await fetch(new URL(path, base), {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }).catch((cause: unknown) => {
        throw new ImportProblem(`No desk answers at ${base.origin}; start it with npm start, or name it with --url.`, {
          cause,
        });
      });
      const content: unknown = await reply.json().catch(() => undefined);
      if (reply.status >= 500)
        throw new ImportProblem(`The desk failed at ${method} ${path}: ${describe(content, reply)}`);
      return { status: reply.status, body: content };
    },
  };
}

function readUrl(url: string): URL {
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new ImportProblem(`--url ${url} is not an http or https URL.`);
  return new URL(url);
}

function describe(content: unknown, reply: Response): string {
  const detail = (content as { detail?: unknown } | undefined)?.detail;
  return typeof detail === 'string' ? detail : `status ${reply.status}`;
}
