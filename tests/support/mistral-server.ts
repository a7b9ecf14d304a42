import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** The two messages of a request, as the server saw them. */
export interface SeenRequest {
  readonly authorization: string;
  readonly system: string;
  readonly user: string;
}

/** How the server replies to a request. */
export type Reply = (request: SeenRequest, response: ServerResponse) => void;

/** A server on 127.0.0.1 that speaks Mistral's chat completions. */
export interface MistralServer {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** What every request gets from now on. */
  reply: Reply;
  close(): Promise<void>;
}

export async function startMistralServer(): Promise<MistralServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { messages } = JSON.parse(body) as { messages: { content: string }[] };
      const [system = '', user = ''] = messages.map(({ content }) => content);
      const one = { authorization: request.headers.authorization ?? '', system, user };
      seen.push(one);
      twin.reply(one, response);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const twin: MistralServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    reply: quote,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return twin;
}

/** 200 with a completion, in Mistral's wire format. */
export const complete =
  (content: string): Reply =>
  (_request, response) =>
    json(200, {
      id: 'cmpl-1',
      object: 'chat.completion',
      model: 'mistral-small-2603',
      created: 1_767_600_000,
      usage: { prompt_tokens: 400, completion_tokens: 60, total_tokens: 460 },
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    })(_request, response);

/** What a well-behaved model does: a step of the passages it was given, with its number. */
export const quote: Reply = (request, response) => {
  const passages = request.user.matchAll(/<<<DATA \w+ passage \[(\d+)\]>>>\n([^]*?)\n<<<END/g);
  for (const [, n, content = ''] of passages) {
    const step = /^1\. (.{20,}\.)$/m.exec(content)?.[1];
    if (step !== undefined) return complete(`${step.slice(0, -1)} [${n}].`)(request, response);
  }
  return complete('CANNOT_ANSWER')(request, response);
};

/** Any status with a JSON body. */
export const json =
  (status: number, body: unknown): Reply =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** 200 with something that is not JSON. */
export const html: Reply = (_request, response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome to the hotel network</html>');

/** Never answers. */
export const hang: Reply = () => undefined;
