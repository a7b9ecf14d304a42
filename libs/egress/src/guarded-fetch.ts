import { Agent, fetch as undiciFetch, type RequestInit as UndiciRequestInit } from 'undici';
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
  const dispatcher = new Agent({ connect: { lookup } });
  return async (input, init) => {
    const { url, request } = await parts(input, init);
    // Sockets ask no resolver for an address in the URL.
    if (refusalOf(url, allowedHosts) !== undefined) throw new EgressRefused(bareHost(new URL(url).hostname));
    const response = await undiciFetch(url, { ...request, redirect: 'manual', dispatcher } as UndiciRequestInit);
    return response as unknown as Response;
  };
}

// Libraries pass the platform's own Request, which another copy of fetch does not take for one.
async function parts(input: Parameters<typeof fetch>[0], init: RequestInit | undefined) {
  if (typeof input === 'string' || input instanceof URL) return { url: String(input), request: { ...init } };
  const { url, method, headers, signal } = input;
  const body = input.body === null ? undefined : await input.arrayBuffer();
  return { url, request: { method, headers: Object.fromEntries(headers), signal, body, ...init } };
}
