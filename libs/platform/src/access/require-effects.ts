import { type Effect, effectAccess, type EffectAccess, type RouteDefinition, routeEffects } from '@driftdesk/contracts';
import { authorize } from './authorize.js';
import type { Caller } from './access-control.js';

/** @throws HttpProblem 403 when the caller may not cause an effect, by whatever route */
export function requireEffect(effect: Effect, caller: Caller): void {
  const access: EffectAccess = effectAccess[effect];
  authorize(access, caller, access.what);
}

/** Asks for the rights of everything that a parsed request changes. @throws HttpProblem 403 */
export function requireEffects({ id }: Pick<RouteDefinition, 'id'>, body: unknown, caller: Caller): void {
  for (const { effect, when } of routeEffects[id] ?? []) {
    if (when === undefined || when(Object(body) as Record<string, unknown>)) requireEffect(effect, caller);
  }
}
