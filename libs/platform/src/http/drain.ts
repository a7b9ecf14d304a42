import type { IncomingMessage } from 'node:http';

/**
 * Reads and drops what a client still sends, for at most `ms`. A connection that is closed under a sending client is
 * reset, and the reply is lost with it (RFC 9112, 9.6).
 */
export function drain(request: IncomingMessage, ms: number): Promise<void> {
  if (request.readableEnded || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    request.once('end', finish).once('close', finish).resume();
  });
}
