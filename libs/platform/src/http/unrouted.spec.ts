import { describe, expect, it } from '@jest/globals';
import { routes } from '@driftdesk/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { unroutedProblem } from './unrouted.js';

/** The problem of a request that no route took, and the `Allow` that goes with it. */
function refuse(method: string, url: string) {
  const headers: Record<string, string> = {};
  const reply = { header: (name: string, value: string) => void (headers[name] = value) };
  const problem = unroutedProblem({ method, url } as FastifyRequest, reply as unknown as FastifyReply);
  return { status: problem.status, code: problem.code, message: problem.message, allow: headers['allow'] };
}

describe('unroutedProblem', () => {
  it('is 405 with every method that the path has', () => {
    expect(refuse('PATCH', '/v1/knowledge/documents/7?x=1')).toEqual({
      status: 405,
      code: 'method_not_allowed',
      message: 'PATCH is not possible here; GET, PUT, DELETE is.',
      allow: 'GET, PUT, DELETE',
    });
  });

  it.each(['', '/'])('knows every path of the catalogue, also with %j at its end', (end) => {
    for (const { path, method } of routes) {
      const { status, allow } = refuse('TRACE', path.replace(/:\w+/g, 'x') + end);
      expect([path, status, allow?.split(', ').includes(method)]).toEqual([path, 405, true]);
    }
  });

  it.each(['/', '/v1', '/v1/tickets//', '/v1/tickets/7/nothing', '/v1/ticketsx', '/x/v1/tickets'])(
    'is 404 at %s',
    (url) => {
      expect(refuse('GET', url)).toMatchObject({ status: 404, code: 'not_found', allow: undefined });
    },
  );
});
