import type { Server } from 'node:http';
import type { Logger } from '../logger.js';

/**
 * Gives every connection and every reply of a server somebody who hears its errors, before anybody else has them in
 * hand. Node ends the process over an error that nobody hears, and clients hang up whenever they like.
 */
export function hearErrors(server: Server, logger: Logger): void {
  const hear = (err: Error) => logger.debug({ err }, 'a connection failed');
  server.prependListener('connection', (socket) => socket.on('error', hear));
  server.prependListener('request', (request, reply) => {
    request.on('error', hear);
    reply.on('error', hear);
  });
}
