import type { Method, RouteDefinition } from '@driftdesk/contracts';
import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { requireEffects } from '../access/require-effects.js';
import { parseRequest } from './parse-request.js';

const routeKey = Symbol('route');

const methods: Readonly<Record<Method, RequestMethod>> = {
  GET: RequestMethod.GET,
  POST: RequestMethod.POST,
  PUT: RequestMethod.PUT,
  DELETE: RequestMethod.DELETE,
};

/** Binds a controller's method to a route of the contracts; it answers with the route's first success status. */
export function HttpRoute(route: Pick<RouteDefinition, 'method' | 'path' | 'responses'>): MethodDecorator {
  const status = Math.min(...Object.keys(route.responses).map(Number));
  return applyDecorators(
    RequestMapping({ path: route.path, method: methods[route.method] }),
    HttpCode(status),
    SetMetadata(routeKey, route),
  );
}

/**
 * The parsed request (`RequestOf<typeof route>`) of a method under `@HttpRoute`, whose caller may cause what it says.
 * @throws HttpProblem 400 or 403
 */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const route = Reflect.getMetadata(routeKey, context.getHandler()) as RouteDefinition;
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const parsed = parseRequest(route, request);
  if (request.caller !== null) requireEffects(route, parsed['body'], request.caller);
  return parsed;
});
