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

  /** The reply of a GET route without parameters to the caller in hand; nothing when it does not reply as it should, which the log tells. */
  async get<Body>({ path }: RouteDefinition, schema: z.ZodType<Body>): Promise<Body | undefined> {
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
      if (reply.statusCode !== 200) throw new Error(`${path} replied ${reply.statusCode}.`);
      return schema.parse(reply.json());
    } catch (error) {
      this.logger.warn({ err: error, path }, 'a part of the desk did not reply');
      return undefined;
    }
  }
}
