import { BlockList, isIP } from 'node:net';
import { StartRefused } from '../start-refused.js';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether only this machine reaches the address; a name other than localhost may become any address. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const version = isIP(bare);
  return version === 0 ? bare.toLowerCase() === 'localhost' : loopback.check(bare, version === 6 ? 'ipv6' : 'ipv4');
}

/** @throws StartRefused when everybody in a network would be admin */
export function refuseOpenNetwork({ ACCESS_CONTROL, HOST }: { ACCESS_CONTROL: 'on' | 'off'; HOST: string }): void {
  if (ACCESS_CONTROL === 'on' || isLoopback(HOST)) return;
  throw new StartRefused(
    `HOST ${HOST} lets others in, and access control is off, so that everybody would be admin. Set ACCESS_CONTROL=on: the first start makes the user admin and keeps the password in DRIFTDESK_HOME/keys/admin-password. Or leave HOST at 127.0.0.1.`,
  );
}
