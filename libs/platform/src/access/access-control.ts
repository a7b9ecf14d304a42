import type { AccessRole, ApiScope } from '@driftdesk/contracts';
import type { FastifyRequest } from 'fastify';

/** Token of the process's access control. */
export const ACCESS_CONTROL = Symbol('AccessControl');

/** Who sent a request, proved; it is the author of what the request does. */
export interface Caller {
  readonly id: string;
  readonly role: AccessRole;
  readonly name?: string | undefined;
  /** What the API key in use is good for; absent for people. */
  readonly scopes?: readonly ApiScope[] | undefined;
}

/** How a process knows who calls. */
export interface AccessControl {
  /** @throws HttpProblem 401 when the request does not prove who sends it */
  authenticate(request: FastifyRequest): Promise<Caller>;
  /** Headers under which another part of this desk takes the caller for the same. */
  vouch(caller: Caller): Promise<Readonly<Record<string, string>>>;
}
