import { lookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { EgressRefused } from './egress-refused.js';
import { bareHost, isAllowedAddress } from './allowed-address.js';

type Done = (error: Error | null, address: string | LookupAddress[], family?: number) => void;
type Lookup = (hostname: string, options: LookupOptions, done: Done) => void;
/** All addresses of a name; the system's resolver, or a test's. */
export type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A resolver for sockets that looks at the very addresses which they connect to: a name that points elsewhere a moment
 * after it was checked gains nothing, since nothing was checked before. One bad address spoils the name.
 */
export function checkedLookup(allowedHosts: readonly string[], resolve: Resolve = lookup): Lookup {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, []);
      const host = bareHost(hostname);
      const bad = allowedHosts.includes(host)
        ? []
        : addresses.filter(({ address }) => !isAllowedAddress(host, address));
      const [first] = addresses;
      if (bad.length > 0 || first === undefined) return done(new EgressRefused(host), []);
      if (options.all) return done(null, addresses);
      return done(null, first.address, first.family);
    });
  };
}
