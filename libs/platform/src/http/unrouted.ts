import { routes } from '@driftdesk/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from './problem.js';

/** Each route with the parts of its path; those that begin with a colon stand for anything but nothing. */
const paths = routes.map((route) => ({ method: route.method, parts: route.path.split('/') }));

function fits(parts: readonly string[], path: readonly string[]): boolean {
  return (
    parts.length === path.length && parts.every((part, i) => (part.startsWith(':') ? path[i] !== '' : part === path[i]))
  );
}

/** What an unrouted request is told: 405 with `Allow` where the path exists, else 404. */
export function unroutedProblem(request: FastifyRequest, reply: FastifyReply): HttpProblem {
  const path = request.url.split('?')[0] ?? '/';
  // As the router takes it: a slash at the end says nothing.
  const asked = (path.endsWith('/') ? path.slice(0, -1) : path).split('/');
  const allowed = [...new Set(paths.filter(({ parts }) => fits(parts, asked)).map(({ method }) => method))];
  if (allowed.length === 0) return new HttpProblem(404, 'not_found', `There is nothing at ${path}. See /docs.`);
  void reply.header('allow', allowed.join(', '));
  return new HttpProblem(
    405,
    'method_not_allowed',
    `${request.method} is not possible here; ${allowed.join(', ')} is.`,
  );
}
