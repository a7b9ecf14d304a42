import cors, { type FastifyCorsOptions } from '@fastify/cors';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { AccessControl } from '../access/access-control.js';
import { guardRequests, requireRows } from '../access/guard-routes.js';
import { createRateLimits, type RateLimits } from './rate-limits.js';

/** Who may call a server, how often, and from which pages. */
export interface Protection {
  readonly access: AccessControl;
  readonly rates: RateLimits;
  readonly corsOrigins?: readonly string[] | undefined;
}

/** Puts headers, limits and the guard before every route that is mounted from now on. */
export async function protectServer(server: FastifyInstance, protection: Protection): Promise<void> {
  const { access, rates, corsOrigins } = protection;
  requireRows(server);
  // Before whatever may refuse: refusals have these headers too, and pages of listed origins can read them.
  await server.register(helmet, securityHeaders);
  if (corsOrigins !== undefined) await server.register(cors, { ...corsHeaders, origin: [...corsOrigins] });
  const { spendAddress, spendCaller } = await createRateLimits(server, rates);
  // Whoever guesses is counted before his guess is looked at.
  server.addHook('onRequest', spendAddress);
  guardRequests(server, access, spendCaller);
}

const securityHeaders: FastifyHelmetOptions = {
  // Pages set a policy of their own; nothing else is meant to be looked at in a browser.
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  // Over plain HTTP browsers ignore it, and whoever serves HTTPS before the desk decides for his whole domain.
  strictTransportSecurity: false,
  xFrameOptions: { action: 'deny' },
};

const corsHeaders: FastifyCorsOptions = {
  methods: ['GET', 'POST', 'PUT', 'DELETE'],
  allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'prefer', 'x-correlation-id'],
  exposedHeaders: ['location', 'retry-after', 'x-correlation-id', 'preference-applied'],
};
