import 'reflect-metadata';
import { defineRoute } from '@driftdesk/contracts';
import { describe, expect, it, jest } from '@jest/globals';
import type { HttpAdapterHost } from '@nestjs/core';
import { type FastifyReply, fastify } from 'fastify';
import { pino } from 'pino';
import { z } from 'zod';
import type { AccessControl } from '../access/access-control.js';
import { rememberCaller, withCorrelation } from '../context.js';
import { OwnRoutes } from './own-routes.js';

const schema = z.object({ tickets: z.int() });
const route = defineRoute({
  id: 'count',
  method: 'GET',
  path: '/v1/count',
  tag: 'count',
  summary: 'Counts',
  responses: { 200: { description: 'The count', schema } },
});

const access: AccessControl = {
  authenticate: () => Promise.reject(new Error('nobody is asked')),
  vouch: ({ id }) => Promise.resolve({ 'x-driftdesk-identity': id }),
};

function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: (reason: unknown) => controller.abort(reason) };
}

/** Asks a server whose route replies so. */
async function ask(respond: (reply: FastifyReply, origin: unknown) => unknown) {
  const server = fastify();
  server.get(route.path, (request, reply) =>
    respond(reply, [request.headers['x-correlation-id'], request.headers['x-driftdesk-identity']]),
  );
  const logged: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line) => void logged.push(line) });
  const routes = new OwnRoutes(
    { httpAdapter: { getInstance: () => server } } as unknown as HttpAdapterHost,
    logger,
    access,
  );
  const asked = await withCorrelation('c-7', () => {
    rememberCaller({ id: 'ada', role: 'agent' });
    return routes.get(route, schema);
  });
  return { ...asked, logged: logged.join('') };
}

describe('a route of this process’s own server', () => {
  it('is asked as a client would, for the same caller and under the same correlation id', async () => {
    const seen: unknown[] = [];
    const asked = await ask((_, origin) => {
      seen.push(origin);
      return { tickets: 3, more: 'not in the schema' };
    });
    expect([asked, seen]).toEqual([{ body: { tickets: 3 }, logged: '' }, [['c-7', 'ada']]]);
  });

  it.each([
    ['503', (reply: FastifyReply) => void reply.status(503).send({}), 'replied 503', '/v1/count replied 503.'],
    [
      'something else than its schema says',
      () => ({ tickets: 'many' }),
      'ZodError',
      '/v1/count replied with something that it should not say.',
    ],
    ['no JSON', () => 'three', 'SyntaxError', '/v1/count replied with something that it should not say.'],
  ])('gives the reason when it replies %s, and the log has the error', async (_, respond, said, reason) => {
    const { body, missing, logged } = await ask(respond);
    expect([body, missing]).toEqual([undefined, reason]);
    expect(logged).toContain(said);
  });

  it('gives up on one that does not reply', async () => {
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      const { signal, abort } = abortable();
      setImmediate(() => abort(new DOMException('The operation timed out.', 'TimeoutError')));
      return signal;
    });
    const { missing } = await ask(() => new Promise(() => undefined));
    timeout.mockRestore();
    expect(missing).toBe('/v1/count did not reply within 5 s.');
  });
});
