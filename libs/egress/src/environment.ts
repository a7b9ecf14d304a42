import { z } from 'zod';
import { bareHost, isAddress, isAllowedAddress, isThisMachine } from './allowed-address.js';

/** What every app reads that calls servers outside of the desk. */
export const egressEnvironment = {
  EGRESS_ALLOWED_HOSTS: z
    .string()
    .transform((value) => value.split(',').map((host) => bareHost(host.trim())))
    .pipe(z.array(z.string().regex(/^[a-z0-9.:_-]+$/, 'must be host names or addresses, separated by commas')))
    .optional()
    .describe('hosts that may have private addresses and be called without TLS, such as ollama.internal'),
};

/** Rules between variables: each of the URLs in `names` must be one that may be called. */
export function checkUrls(
  environment: Readonly<Record<string, unknown>>,
  names: readonly string[],
  context: z.RefinementCtx,
): void {
  const { EGRESS_ALLOWED_HOSTS: hosts } = environment;
  for (const name of names) {
    const url = environment[name];
    // What is no URL at all has been told already.
    if (typeof url !== 'string' || !/^https?:/.test(url) || !URL.canParse(url)) continue;
    const message = refusalOf(url, Array.isArray(hosts) ? (hosts as string[]) : []);
    if (message !== undefined) context.addIssue({ code: 'custom', path: [name], message });
  }
}

/** What is wrong with calling a configured URL, as the rest of a sentence; nothing when it may be called. */
export function refusalOf(url: string, allowedHosts: readonly string[] = []): string | undefined {
  const { protocol, hostname } = new URL(url);
  const host = bareHost(hostname);
  if (allowedHosts.includes(host)) return undefined;
  if (isAddress(host) && !isAllowedAddress(host, host)) {
    return 'is a private or reserved address; EGRESS_ALLOWED_HOSTS may allow it';
  }
  if (protocol === 'https:' || isThisMachine(host)) return undefined;
  return 'must be https, unless it is on this machine or EGRESS_ALLOWED_HOSTS names its host';
}
