import { type RouteDefinition, routes } from '@driftdesk/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from './problem.js';

const patterns = routes.map((route) => ({ route, pattern: toPattern(route) }));

function toPattern(route: RouteDefinition): RegExp {
  return new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`);
}

/** What an unrouted request is told: 405 with `Allow` where the path exists, else 404. */
export function unroutedProblem(request: FastifyRequest, reply: FastifyReply): HttpProblem {
  const path = request.url.split('?')[0] ?? '/';
  const allowed = [...new Set(patterns.filter(({ pattern }) => pattern.test(path)).map(({ route }) => route.method))];
  if (allowed.length === 0) return new HttpProblem(404, 'not_found', `There is nothing at ${path}. See /docs.`);
  void reply.header('allow', allowed.join(', '));
  return new HttpProblem(
    405,
    'method_not_allowed',
    `${request.method} is not possible here; ${allowed.join(', ')} is.`,
  );
}
