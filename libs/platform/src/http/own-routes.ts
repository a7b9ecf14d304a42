import type { RouteDefinition } from '@driftdesk/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { ACCESS_CONTROL, type AccessControl } from '../access/access-control.js';
import { currentCaller, currentCorrelationId } from '../context.js';
import { LOGGER, type Logger } from '../logger.js';

/** How long another part of the desk may take, in milliseconds. */
const patienceMs = 5_000;

/** What a route says, or why it says nothing. */
export type OwnReply<Body> =
  { readonly body: Body; readonly missing?: undefined } | { readonly body?: undefined; readonly missing: string };

/**
 * Asks routes of this process's own server, without a connection. Who answers is the server's business: a controller of a
 * module in this process, or the way to another service.
 */
@Injectable()
export class OwnRoutes {
  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(ACCESS_CONTROL) private readonly access: AccessControl,
  ) {}

  /**
   * The reply of a GET route without parameters to the caller in hand, or a sentence that says why there is none; the log has
   * the error itself.
   */
  async get<Body>({ path }: RouteDefinition, schema: z.ZodType<Body>): Promise<OwnReply<Body>> {
    try {
      const server = this.host.httpAdapter.getInstance<FastifyInstance>();
      const correlationId = currentCorrelationId();
      const caller = currentCaller();
      const reply = await server.inject({
        method: 'GET',
        url: path,
        headers: {
          ...(correlationId === undefined ? {} : { 'x-correlation-id': correlationId }),
          ...(caller === undefined ? {} : await this.access.vouch(caller)),
        },
        signal: AbortSignal.timeout(patienceMs),
      });
      if (reply.statusCode !== 200) throw new UnusableReply(`${path} replied ${reply.statusCode}.`);
      return { body: schema.parse(reply.json()) };
    } catch (error) {
      this.logger.warn({ err: error, path }, 'a part of the desk did not reply');
      return { missing: reasonOf(error, path) };
    }
  }
}

/** The reply is no 200; its message says so. */
class UnusableReply extends Error {}

/** For people: no stack, and nothing of what the reply held. */
function reasonOf(error: unknown, path: string): string {
  if (error instanceof UnusableReply) return error.message;
  const { name } = error as Error;
  if (name === 'TimeoutError' || name === 'AbortError') return `${path} did not reply within ${patienceMs / 1_000} s.`;
  if (name === 'ZodError' || name === 'SyntaxError') return `${path} replied with something that it should not say.`;
  return `${path} could not be asked; the log says why.`;
}
