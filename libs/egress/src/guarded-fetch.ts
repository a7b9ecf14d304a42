import type { RequestInit as UndiciRequestInit } from 'undici';
import { bareHost } from './allowed-address.js';
import { checkedLookup, type Resolve } from './checked-lookup.js';
import { EgressRefused } from './egress-refused.js';
import { refusalOf } from './environment.js';

export interface EgressOptions {
  /** Hosts that may be private and without TLS. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Tests bring their own. */
  readonly resolve?: Resolve;
}

/**
 * `fetch` for addresses that an operator configured (OWASP, Server-Side Request Forgery Prevention): https but on this
 * machine, no private addresses however a name resolves, and no redirects, which come back as they are.
 * @throws EgressRefused, perhaps as the cause of fetch's TypeError
 */
export function guardedFetch({ allowedHosts = [], resolve }: EgressOptions = {}): typeof fetch {
  const lookup = checkedLookup(allowedHosts, resolve);
  // Loaded with the first request: most desks call nobody, and it would take a seventh of a second of their start.
  let loading: Promise<Client> | undefined;
  return async (input, init) => {
    const { url, request } = await parts(input, init);
    // Sockets ask no resolver for an address in the URL.
    if (refusalOf(url, allowedHosts) !== undefined) throw new EgressRefused(bareHost(new URL(url).hostname));
    const { fetch: undiciFetch, dispatcher } = await (loading ??= loadClient(lookup));
    const response = await undiciFetch(url, { ...request, redirect: 'manual', dispatcher } as UndiciRequestInit);
    return response as unknown as Response;
  };
}

type Client = Awaited<ReturnType<typeof loadClient>>;

async function loadClient(lookup: ReturnType<typeof checkedLookup>) {
  const { Agent, fetch } = await import('undici');
  return { fetch, dispatcher: new Agent({ connect: { lookup } }) };
}

// Libraries pass the platform's own Request, which another copy of fetch does not take for one.
async function parts(input: Parameters<typeof fetch>[0], init: RequestInit | undefined) {
  if (typeof input === 'string' || input instanceof URL) return { url: String(input), request: { ...init } };
  const { url, method, headers, signal } = input;
  const body = input.body === null ? undefined : await input.arrayBuffer();
  return { url, request: { method, headers: Object.fromEntries(headers), signal, body, ...init } };
}
