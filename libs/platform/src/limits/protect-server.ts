import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { AccessControl } from '../access/access-control.js';
import { guardRoutes } from '../access/guard-routes.js';
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
  const { spendAddress, spendCaller } = await createRateLimits(server, rates);
  // First of all: whoever guesses is counted before his guess is looked at.
  server.addHook('onRequest', spendAddress);
  guardRoutes(server, access, spendCaller);
  await server.register(helmet, {
    // Pages set a policy of their own; nothing else is meant to be looked at in a browser.
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    // Over plain HTTP browsers ignore it, and whoever serves HTTPS before the desk decides for his whole domain.
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  });
  if (corsOrigins === undefined) return;
  await server.register(cors, {
    origin: [...corsOrigins],
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'prefer', 'x-correlation-id'],
    exposedHeaders: ['location', 'retry-after', 'x-correlation-id', 'preference-applied'],
  });
}
