import { routes } from '@driftdesk/contracts';
import type { FastifyServerOptions } from 'fastify';
import { HttpProblem, problemBody } from './problem.js';

const methods = [...new Set(routes.map(({ method }) => method))].join(', ');

const refusals: Readonly<Record<string, HttpProblem>> = {
  HPE_HEADER_OVERFLOW: new HttpProblem(431, 'headers_too_large', 'The headers are larger than 16 KiB together.'),
  ERR_HTTP_REQUEST_TIMEOUT: new HttpProblem(408, 'request_timeout', 'The request took too long to arrive.'),
  HPE_INVALID_METHOD: new HttpProblem(
    405,
    'method_not_allowed',
    `No route has this method; ${methods} are possible.`,
    [],
    {
      allow: methods,
    },
  ),
};

const noHttp = new HttpProblem(400, 'malformed_request', 'This is no HTTP request.');

/** Node could not even parse the request: there is nothing to route, but there is an answer. */
export const refuseUnparsable: NonNullable<FastifyServerOptions['clientErrorHandler']> = (error, socket) => {
  if (!socket.writable) return;
  socket.end(rawReply(refusals[error.code ?? ''] ?? noHttp));
};

function rawReply(problem: HttpProblem): string {
  const content = problemBody(problem);
  const body = JSON.stringify(content);
  const headers = {
    ...problem.headers,
    connection: 'close',
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${content.status} ${content.title}\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}
