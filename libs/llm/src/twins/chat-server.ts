import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Reply, SeenRequest, WireFormat } from './chat-exchange.js';
import { quote } from './chat-replies.js';

export type { Reply, WireFormat } from './chat-exchange.js';
export { answer, answeringModel, hang, json, quote, raw, refuse, usage } from './chat-replies.js';

/** A server on 127.0.0.1 that speaks chat completions as it is told to, failures included. */
export interface ChatServer {
  /** Without /v1. */
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** The replies to come, in order; the last one repeats. */
  reply(...replies: Reply[]): void;
  close(): Promise<void>;
}

/** Starts a server on a free port, or on `port`; until it is told otherwise it answers as a well-behaved model. */
export async function startChatServer(format: WireFormat, port = 0): Promise<ChatServer> {
  const seen: SeenRequest[] = [];
  let replies: Reply[] = [quote];
  const server = createServer((raw, response) => void serve(raw, response));
  async function serve(raw: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(raw);
    if (raw.method !== 'POST' || raw.url !== '/v1/chat/completions') return void response.writeHead(404).end();
    const request = readRequest(raw, body);
    seen.push(request);
    const next = replies.length > 1 ? replies.shift() : replies[0];
    await next?.({ format, request, raw, response });
  }
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    reply: (...next) => (replies = next),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function readRequest({ url = '', headers }: IncomingMessage, json: string): SeenRequest {
  const body = JSON.parse(json) as SeenRequest['body'];
  const [system = '', user = ''] = body.messages.map(({ content }) => content);
  return { url, authorization: headers.authorization ?? '', body, system, user };
}
