import type { Author } from '@driftdesk/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './access-control.js';

/** The caller (`Caller`) of a method under `@HttpRoute`; a public route has none. */
export const CalledBy = createParamDecorator((_: unknown, context: ExecutionContext): Caller => callerIn(context));

/** The caller as the author (`Author`) of what the method records. */
export const AuthoredBy = createParamDecorator((_: unknown, context: ExecutionContext): Author => {
  const { id, role } = callerIn(context);
  return { id, role };
});

function callerIn(context: ExecutionContext): Caller {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (caller === null) throw new Error('A public route asks who calls; nobody was asked to prove it.');
  return caller;
}
