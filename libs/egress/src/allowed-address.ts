import ipaddr from 'ipaddr.js';

/** A host as URLs have it, without the brackets of IPv6. */
export const bareHost = (hostname: string) => hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();

/** Whether a host is an address and not a name. */
export const isAddress = (host: string) => ipaddr.isValid(host);

/** Whether a host is this machine by its name or address alone. */
export function isThisMachine(host: string): boolean {
  return host === 'localhost' || (isAddress(host) && rangeOf(host) === 'loopback');
}

/**
 * Whether a connection for `host` may go to `address`: to the public internet, or to this machine when the host says so.
 * Private, link-local (where clouds keep credentials), shared and reserved ranges are not for names to point at.
 */
export function isAllowedAddress(host: string, address: string): boolean {
  const range = rangeOf(address);
  return range === 'unicast' || (range === 'loopback' && isThisMachine(host));
}

// IPv4 in IPv6 counts as the IPv4 that it is.
const rangeOf = (address: string) => ipaddr.process(address).range();
