import { type RouteAccess, routeAccess, routes } from '@driftdesk/contracts';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { rememberCaller } from '../context.js';
import type { AccessControl, Caller } from './access-control.js';
import { authorize } from './authorize.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null before the guard, and on public routes. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** The route's row of the table; the guard sets it. */
    access?: RouteAccess;
  }
}

/** For routes outside of the catalogue that show nothing but documentation. */
export const publicAccess: RouteAccess = { roles: 'public' };

const rows = new Map(routes.map(({ method, path, id }) => [`${method} ${path}`, routeAccess[id]]));

/** Gives each route that is mounted from now on its row of the table. Mounting one that has none throws. */
export function requireRows(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    route.config = { ...route.config, access: accessOf(route) };
  });
}

/**
 * Asks every request who sends it and whether the table lets him, before a byte of its body is read. `spend` is called
 * with each request once its caller is known.
 */
export function guardRequests(
  server: FastifyInstance,
  access: AccessControl,
  spend: (request: FastifyRequest) => Promise<void>,
): void {
  server.decorateRequest('caller', null);
  server.addHook('onRequest', async (request) => {
    const row = request.routeOptions.config.access;
    // Where nothing is mounted, there is nothing to guard: the reply is 404 or 405.
    if (request.is404) return;
    if (row === undefined) throw new Error(`${request.method} ${request.url} was mounted before the guard.`);
    if (row.roles === 'public') return;
    const caller = await access.authenticate(request);
    request.caller = caller;
    rememberCaller(caller);
    await spend(request);
    authorize(row, caller);
  });
}

function accessOf({ method, url, config }: RouteOptions): RouteAccess {
  if (config?.access !== undefined) return config.access;
  // What @fastify/cors mounts for preflights, which carry no proof.
  if (method === 'OPTIONS' && url === '*') return publicAccess;
  const methods = [method].flat().map((one) => (one === 'HEAD' ? 'GET' : one));
  const [row, ...others] = [...new Set(methods)].map((one) => rows.get(`${one} ${url}`));
  if (row === undefined || others.length > 0) {
    throw new Error(`${methods.join()} ${url} is in no row of routeAccess. Say who may call it.`);
  }
  return row;
}
