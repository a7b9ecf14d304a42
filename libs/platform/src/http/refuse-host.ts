import type { IncomingMessage } from 'node:http';
import { hostName } from './host-name.js';
import { HttpProblem } from './problem.js';

/** @throws HttpProblem 400 for several Host headers (RFC 9112, 3.2), and for one that is no host */
export function refuseHost({ rawHeaders, headers }: IncomingMessage): void {
  const count = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
  if (count > 1) throw new HttpProblem(400, 'invalid_host', `The request has ${count} Host headers; send one.`);
  // HTTP/1.0 needs none.
  if (headers.host !== undefined && hostName(headers.host) === undefined)
    throw new HttpProblem(400, 'invalid_host', 'The Host header is no host and port.');
}
