import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with one request. */
export type Reply = (response: ServerResponse, request: IncomingMessage) => void;

/** A request as the server saw it. */
export interface SeenRequest {
  readonly url: string;
  readonly authorization: string;
  readonly body: {
    readonly model: string;
    readonly temperature: number;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
  };
}

/** A server on 127.0.0.1 that speaks Mistral's chat completions. */
export interface MistralServer {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** The replies to come, in order; the last one repeats. */
  reply(...replies: Reply[]): void;
  close(): Promise<void>;
}

/** Starts the server on a free port. */
export async function startMistralServer(): Promise<MistralServer> {
  const seen: SeenRequest[] = [];
  let replies: Reply[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      const { url = '', headers } = request;
      seen.push({ url, authorization: headers.authorization ?? '', body: JSON.parse(body) as SeenRequest['body'] });
      const next = replies.length > 1 ? replies.shift() : replies[0];
      next?.(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    reply: (...next) => (replies = next),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** 200 with a completion, in Mistral's wire format. */
export function completion(content: unknown, finishReason = 'stop'): Reply {
  return json(200, {
    id: 'cmpl-1',
    object: 'chat.completion',
    model: 'mistral-small-2603',
    created: 1_767_600_000,
    usage: { prompt_tokens: 400, completion_tokens: 60, total_tokens: 460 },
    choices: [{ index: 0, finish_reason: finishReason, message: { role: 'assistant', content } }],
  });
}

/** Any status with a JSON body. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Any status with a body as it is. */
export function raw(status: number, contentType: string, body: string): Reply {
  return (response) => response.writeHead(status, { 'content-type': contentType }).end(body);
}

/** Never answers. */
export const hang: Reply = () => undefined;

/** Sends headers and half of a body, and nothing more. */
export const hangInBody: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"id":"cmpl-1","choices":[');
};

/** Cuts the connection without a word. */
export const reset: Reply = (_response, request) => {
  request.socket.resetAndDestroy();
};

/** Sends half of a body and cuts the connection. */
export const resetInBody: Reply = (response, request) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"id":', () => request.socket.resetAndDestroy());
};
