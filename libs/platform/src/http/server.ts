import { randomUUID } from 'node:crypto';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { withCorrelation } from '../context.js';
import type { Logger } from '../logger.js';
import type { Metrics } from '../metrics.js';
import { hearErrors } from './hear-errors.js';
import { acceptJsonOnly, maxBodyBytes } from './json-body.js';
import { sendProblem } from './problem-filter.js';
import { refuseHost } from './refuse-host.js';
import { refuseUnparsable } from './refuse-unparsable.js';
import { unroutedProblem } from './unrouted.js';

const correlationHeader = 'x-correlation-id';
/** Of a path in the log; the server takes addresses of 16 kB. */
const longestLoggedPath = 300;

/** OPTIONS is for preflights, HEAD comes with every GET. */
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']);

export interface ServerOptions {
  /** So long a request may take to arrive, its body included; a slower one gets 408. */
  readonly requestTimeoutMs?: number;
  /** Addresses and networks whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[] | undefined;
}

/** The HTTP server under every app: strict bodies, correlation ids, access log, metrics, problem+json. */
export function createServer(
  logger: Logger,
  metrics: Metrics,
  { requestTimeoutMs = 30_000, trustedProxies }: ServerOptions = {},
): FastifyInstance {
  const server = fastify({
    bodyLimit: maxBodyBytes,
    requestTimeout: requestTimeoutMs,
    http: { headersTimeout: Math.min(10_000, requestTimeoutMs), connectionsCheckingInterval: 1_000 },
    trustProxy: trustedProxies === undefined ? false : [...trustedProxies],
    // A slash at the end of a path says nothing.
    routerOptions: { maxParamLength: 256, ignoreTrailingSlash: true },
    genReqId: (request) => correlationIdOf(request.headers[correlationHeader]),
    forceCloseConnections: true,
    clientErrorHandler: refuseUnparsable,
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply as unknown as FastifyReply, logger),
  });
  hearErrors(server.server, logger);
  acceptJsonOnly(server);
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header(correlationHeader, request.id);
    withCorrelation(request.id, done);
  });
  server.addHook('onRequest', (request, reply, done) => {
    refuseHost(request.raw);
    // Fastify asks what it knows of a method's body before it says that no route has the method.
    done(methods.has(request.method) ? undefined : unroutedProblem(request, reply));
  });
  server.addHook('onResponse', (request, reply, done) => {
    observe(request, reply, logger, metrics);
    done();
  });
  return server;
}

// A stranger's id is kept only when it is safe in logs and headers.
function correlationIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w.:-]{1,128}$/.test(header) ? header : randomUUID();
}

function observe(request: FastifyRequest, reply: FastifyReply, logger: Logger, metrics: Metrics): void {
  const route = request.routeOptions.url ?? 'unknown';
  const { method } = request;
  const status = reply.statusCode;
  // How long a client listens says nothing of how fast the desk is.
  if (!String(reply.getHeader('content-type')).startsWith('text/event-stream'))
    metrics.httpSeconds.observe({ method, route, status }, reply.elapsedTime / 1000);
  const level = status >= 500 ? 'error' : route.startsWith('/health') || route === '/metrics' ? 'debug' : 'info';
  // Without the query: people put secrets there.
  const path = request.url.split('?', 1)[0]?.slice(0, longestLoggedPath);
  logger[level]({ correlationId: request.id, method, path, status, ms: Math.round(reply.elapsedTime) }, 'request');
}
