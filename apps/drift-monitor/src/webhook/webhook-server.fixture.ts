import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A status to answer with, and where to redirect to; or no answer at all. */
type Answer = number | { readonly status: number; readonly location: string } | 'hang';

/** A webhook on 127.0.0.1 that answers as it is told to. */
export interface WebhookServer {
  readonly url: string;
  readonly seen: readonly { readonly path: string; readonly contentType: string; readonly body: unknown }[];
  /** The answers to come, in order; the last one repeats. */
  answer(...answers: Answer[]): void;
  /** Resolves when the next request has come. */
  asked(): Promise<unknown>;
  close(): Promise<void>;
}

export async function startWebhookServer(): Promise<WebhookServer> {
  const seen: { path: string; contentType: string; body: unknown }[] = [];
  let answers: Answer[] = [200];
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      seen.push({ path: request.url ?? '', contentType: request.headers['content-type'] ?? '', body });
      server.emit('asked');
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? 200;
      if (answer === 'hang') return;
      if (typeof answer === 'number') response.writeHead(answer).end('ok');
      else response.writeHead(answer.status, { location: answer.location }).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/t0p-secret`,
    seen,
    asked: () => once(server, 'asked'),
    answer: (...next) => void (answers = next),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
