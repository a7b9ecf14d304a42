import type { RouteAccess } from '@driftdesk/contracts';
import { HttpProblem } from '../http/problem.js';
import type { Caller } from './access-control.js';

/** @throws HttpProblem 403 when the table does not let this caller do `what` */
export function authorize({ roles, scope }: RouteAccess, caller: Caller, what = 'This'): void {
  if (roles === 'public') return;
  if (!roles.includes(caller.role)) {
    throw new HttpProblem(403, 'role_not_allowed', `${what} is for ${roles.join(' and ')}; you are ${caller.role}.`);
  }
  if (caller.scopes === undefined) return;
  if (scope === undefined) {
    throw new HttpProblem(403, 'not_for_keys', `${what} is for people, not for API keys. Log in.`);
  }
  if (!caller.scopes.includes(scope)) {
    throw new HttpProblem(403, 'scope_missing', `The API key lacks the scope ${scope}.`);
  }
}
