import { describe, expect, it } from '@jest/globals';
import { type ApiScope, routeAccess, routeEffects } from '@driftdesk/contracts';
import type { Caller } from './access-control.js';
import { requireEffect, requireEffects } from './require-effects.js';

const key = (...scopes: ApiScope[]): Caller => ({ id: 'key-1', role: 'admin', scopes });
/** The scope that a refusal names; nothing when the request may go on. */
function missing(id: string, body: unknown, caller: Caller): string | undefined {
  try {
    requireEffects({ id }, body, caller);
    return undefined;
  } catch (error) {
    return /scope (\S+)\./.exec((error as Error).message)?.[1] ?? (error as Error).message;
  }
}

describe('a key that has the scope of one route alone', () => {
  it.each([
    ['resolveTicket', { resolution: 'x', addToKnowledge: true }, 'tickets:write', 'knowledge:write'],
    ['setLoop', { autonomy: 'auto' }, 'loop:write', 'models:write'],
  ] as const)('does not cause by %s with %j what other routes refuse it', (id, body, own, other) => {
    expect(missing(id, body, key(own))).toBe(other);
    expect(missing(id, body, key(own, other))).toBeUndefined();
  });

  it('goes on where it causes nothing else', () => {
    for (const [id, { scope }] of Object.entries(routeAccess)) {
      if (scope !== undefined && routeEffects[id] !== undefined)
        expect([id, missing(id, {}, key(scope))]).toEqual([id, undefined]);
    }
  });

  it('registers no labels by an import', () => {
    expect(() => requireEffect('label.registered', key('tickets:write'))).toThrow('models:write');
  });
});

it('a requester labels no ticket by feedback', () => {
  const ada: Caller = { id: 'ada', role: 'requester' };
  expect(missing('giveFeedback', { queue: 'network' }, ada)).toContain('Labelling tickets is for agent and admin');
  expect(missing('giveFeedback', { helpful: false }, ada)).toBeUndefined();
});
