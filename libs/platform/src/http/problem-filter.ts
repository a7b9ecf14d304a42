import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../logger.js';
import { drain } from './drain.js';
import { problemBody, toProblem } from './problem.js';
import { unroutedProblem } from './unrouted.js';

/** So long a body that nobody reads (too large, or of an unknown caller) may go on before the reply cuts it off. */
const drainMs = 2_000;

/** Every error of every route leaves as problem+json; what was not the caller's fault is logged with its stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    // Nest's own way to say that no route fits; ours is an HttpProblem.
    const problem = error instanceof NotFoundException ? unroutedProblem(request, reply) : error;
    sendProblem(problem, request, reply, this.logger);
  }
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger): void {
  const problem = toProblem(error);
  if (problem.status >= 500 && problem.code === 'internal') logger.error({ err: error }, 'request failed');
  const path = request.url.split('?')[0] ?? '/';
  const send = () =>
    void reply
      .status(problem.status)
      .headers(problem.headers ?? {})
      .type('application/problem+json')
      .send(JSON.stringify(problemBody(problem, path)));
  if (request.raw.complete) send();
  else void drain(request.raw, drainMs).then(send);
}
