import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../logger.js';
import { problemBody, toProblem } from './problem.js';

/** Every error of every route leaves as problem+json; what was not the caller's fault is logged with its stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.logger);
  }
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger): void {
  const problem = toProblem(error);
  if (problem.status >= 500 && problem.code === 'internal') logger.error({ err: error }, 'request failed');
  const path = request.url.split('?')[0] ?? '/';
  void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problemBody(problem, path)));
}
