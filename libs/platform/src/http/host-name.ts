import { isIPv6 } from 'node:net';

/** A name or IPv4 address, or an IPv6 address in brackets; then perhaps a port (RFC 3986, 3.2.2). */
const form = /^(?<name>\[(?<address>[0-9a-f:.]{2,45})\]|[\w.~!$&'()*+,;=%-]{1,255})(?::\d{0,5})?$/i;

/** The name or address in a Host header, without its port; nothing when it is no host. */
export function hostName(host: string): string | undefined {
  const { name, address } = form.exec(host)?.groups ?? {};
  return address === undefined || isIPv6(address) ? name : undefined;
}
