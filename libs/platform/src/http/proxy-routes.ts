import type { RouteDefinition } from '@driftdesk/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessControl } from '../access/access-control.js';
import type { Logger } from '../logger.js';
import { HttpProblem, notFound, unauthorized } from './problem.js';
import { sendProblem } from './problem-filter.js';

/** An app behind the gateway, and the routes of the catalogue that it answers. */
export interface Upstream {
  /** Scheme, host and port. Comes from configuration alone. */
  readonly origin: string;
  readonly routes: readonly RouteDefinition[];
}

/** What of a request is the app's business. Proofs of who calls are not: the gateway has looked at them, and vouches. */
const forwarded = ['accept', 'content-type', 'idempotency-key', 'last-event-id', 'prefer'] as const;

/** Server-sent events may be silent for long; who submits a ticket may wait a minute for the answer. */
const timeouts = { headersTimeout: 90_000, bodyTimeout: 0 };

/**
 * Mounts the routes of apps behind this one. They are guarded by their rows of the table like every other route, and
 * forwarded with a header that says who calls, signed for half a minute; the app looks at the table again. Nothing is
 * sent twice.
 */
export async function proxyRoutes(
  server: FastifyInstance,
  access: AccessControl,
  upstreams: readonly Upstream[],
  logger: Logger,
): Promise<void> {
  if (upstreams.length === 0) return;
  // It loads an HTTP client, which a desk in one process does without.
  const { default: replyFrom } = await import('@fastify/reply-from');
  await server.register(replyFrom, { undici: timeouts, retryMethods: [], disableRequestLogging: true });
  for (const { origin, routes } of upstreams) {
    for (const { method, path } of routes) {
      server.route({ method, url: path, handler: (request, reply) => forward(request, reply, origin, access, logger) });
    }
  }
}

async function forward(
  request: FastifyRequest,
  reply: FastifyReply,
  origin: string,
  access: AccessControl,
  logger: Logger,
): Promise<FastifyReply> {
  if (request.caller === null) throw unauthorized('Only routes with a caller are forwarded.');
  const url = new URL(request.url, origin);
  // Where a URL is read in another way than the router read it, it is not the route that was guarded.
  if (`${url.pathname}${url.search}` !== request.url) throw notFound('route');
  const headers = {
    ...Object.fromEntries(forwarded.map((name) => [name, request.headers[name]]).filter(([, value]) => value)),
    'x-correlation-id': request.id,
    ...(await access.vouch(request.caller)),
  };
  return reply.from(url.href, {
    // The body is written anew, so its length is not the caller's.
    rewriteRequestHeaders: (_, { 'content-length': length }) =>
      length === undefined ? headers : { ...headers, 'content-length': length },
    onError: (_, { error }) => {
      logger.warn({ err: error, correlationId: request.id, origin }, 'an app behind the gateway did not reply');
      sendProblem(unreachable(), request, reply, logger);
    },
  });
}

function unreachable(): HttpProblem {
  const detail = 'The part of the desk that answers this does not reply. Try again in a few seconds.';
  return new HttpProblem(503, 'app_unreachable', detail, undefined, { 'retry-after': '5' });
}
