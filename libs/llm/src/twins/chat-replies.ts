import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Exchange, Reply } from './chat-exchange.js';

/** The model and the usage that every answer reports. */
export const answeringModel = 'small-2603';
export const usage = { prompt_tokens: 400, completion_tokens: 60, total_tokens: 460 };

interface AnswerOptions {
  readonly finishReason?: string | null;
  /** Pieces that the text is streamed in; words when absent. */
  readonly pieces?: readonly unknown[];
  /** Awaited before piece `index` is sent. */
  readonly before?: (index: number) => Promise<unknown> | undefined;
  readonly totalTokens?: number;
}

/** 200 with a completion: streamed when the request wants that, else whole. */
export function answer(content: string, options: AnswerOptions = {}): Reply {
  return (exchange) =>
    exchange.request.body.stream ? stream(exchange, content, options) : whole(content, options)(exchange);
}

/** 200 with the whole completion as JSON, whatever the request wants. */
export function whole(
  content: unknown,
  { finishReason = 'stop', totalTokens = usage.total_tokens }: AnswerOptions = {},
): Reply {
  return json({
    ...frame('chat.completion'),
    usage: { ...usage, total_tokens: totalTokens },
    choices: [{ index: 0, finish_reason: finishReason, message: { role: 'assistant', content } }],
  });
}

/** What a well-behaved model does: a step of the passages it was given, with its number. */
export const quote: Reply = (exchange) => {
  const passages = exchange.request.user.matchAll(
    /<<<DATA \w+ passage \[(\d+)\]>>>\n([^<]*(?:<(?!<<)[^<]*)*)\n<<<END/g,
  );
  for (const [, n, content = ''] of passages) {
    const step = /^1\. (.{20,}\.)$/m.exec(content)?.[1];
    if (step !== undefined) return answer(`${step.slice(0, -1)} [${n}].`)(exchange);
  }
  return answer('CANNOT_ANSWER')(exchange);
};

async function stream(exchange: Exchange, content: string, options: AnswerOptions): Promise<void> {
  const { format, request, response } = exchange;
  const { finishReason = 'stop', pieces = content.split(/(?<=\s)/), totalTokens = usage.total_tokens } = options;
  const spent = { ...usage, total_tokens: totalTokens };
  openStream(response);
  for (const [index, piece] of pieces.entries()) {
    await options.before?.(index);
    sendChunk(response, { content: piece });
  }
  if (format === 'mistral') {
    if (finishReason !== null) sendChunk(response, { content: '' }, finishReason, { usage: spent });
  } else {
    if (finishReason !== null) sendChunk(response, {}, finishReason);
    if (request.body.stream_options?.include_usage) send(response, { ...frame(), choices: [], usage: spent });
  }
  response.end('data: [DONE]\n\n');
}

function frame(object = 'chat.completion.chunk') {
  return { id: 'cmpl-1', object, model: answeringModel, created: 1_767_600_000 };
}

function openStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
}

function sendChunk(
  response: ServerResponse,
  delta: object,
  finishReason: string | null = null,
  more: object = {},
): void {
  send(response, { ...frame(), choices: [{ index: 0, delta, finish_reason: finishReason }], ...more });
}

function send(response: ServerResponse, data: unknown): void {
  response.write(`data: ${JSON.stringify(data)}\n\n`);
}

/** A refusal with a JSON body. */
export function refuse(status: number, body: unknown = {}, headers: Record<string, string> = {}): Reply {
  return ({ response }) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** 200 with any JSON. */
export const json = (body: unknown): Reply => refuse(200, body);

/** 200 with something that is not what the header says, or not JSON at all. */
export function raw(contentType: string, body: string): Reply {
  return ({ response }) => void response.writeHead(200, { 'content-type': contentType }).end(body);
}

/** 200, a stream and not one byte. */
export const emptyBody: Reply = raw('text/event-stream', '');

/** A completion without choices. */
export const emptyChoices: Reply = ({ response }) => {
  openStream(response);
  send(response, { ...frame(), choices: [] });
  response.end('data: [DONE]\n\n');
};

/** Never answers. */
export const hang: Reply = () => undefined;

/** Sends a piece of the answer, and nothing more. */
export const hangInBody: Reply = ({ response }) => {
  openStream(response);
  sendChunk(response, { content: 'Restart the ' });
};

/** Sends bytes for ever, and never an answer. */
export const drip: Reply = async ({ response }) => {
  openStream(response);
  for (; !response.closed; await pause(20)) response.write(': still thinking\n\n');
};

/** Cuts the connection without a word. */
export const reset: Reply = ({ raw: request }) => {
  request.socket.resetAndDestroy();
};

/** Sends a piece of the answer and cuts the connection. */
export const resetInBody: Reply = ({ raw: request, response }) => {
  openStream(response);
  response.write(`data: ${JSON.stringify({ ...frame(), choices: [] })}\n\n`, () => request.socket.resetAndDestroy());
};

/**
 * 200 with a body of so many bytes, sent as fast as they are taken.
 * @param onSent hears how many bytes the connection took before it was closed
 */
export function huge(contentType: string, bytes: number, onSent: (bytes: number) => void): Reply {
  return async ({ response }) => {
    response.writeHead(200, { 'content-type': contentType });
    const block = Buffer.alloc(64 * 1024, 'x');
    const closed = once(response, 'close');
    let sent = 0;
    for (; sent < bytes && !response.closed; sent += block.length) {
      if (!response.write(block)) await Promise.race([once(response, 'drain'), closed]);
    }
    response.end();
    onSent(sent);
  };
}
