import { describe, expect, it } from '@jest/globals';
import { routeAccess } from './access.js';
import { routes } from './catalogue.js';
import { type Effect, effectAccess, type EffectAccess, routeEffects } from './effects.js';

const routesOf = (effect: Effect) =>
  Object.entries(routeEffects).flatMap(([id, own]) =>
    own.filter((one) => one.effect === effect).map((one) => ({ id, ...one })),
  );

describe('what routes change', () => {
  it('is said of each that is not a GET, and of none besides', () => {
    const changing = routes.filter(({ method }) => method !== 'GET').map(({ id }) => id);
    expect(Object.keys(routeEffects).sort()).toEqual(changing.sort());
  });

  it.each(Object.entries(effectAccess))('%s needs the same by every route', (name, access: EffectAccess) => {
    const causes = routesOf(name as Effect);
    expect(causes.length).toBeGreaterThan(0);
    // A route may be for fewer people; for more only where those others do not cause the effect.
    for (const { id, when } of causes.filter((cause) => cause.when === undefined)) {
      const { roles, scope } = routeAccess[id] ?? { roles: [] };
      expect([id, when, [...roles].every((role) => access.roles.includes(role as 'admin'))]).toEqual([
        id,
        undefined,
        true,
      ]);
      expect([id, scope]).toEqual([id, access.scope]);
    }
  });

  it.each([
    ['resolveTicket', { addToKnowledge: true, resolution: 'x' }, 'knowledge.written', true],
    ['resolveTicket', { addToKnowledge: false, resolution: 'x' }, 'knowledge.written', false],
    ['giveFeedback', { urgency: 'low' }, 'ticket.labelled', true],
    ['giveFeedback', { helpful: true }, 'ticket.labelled', false],
    ['giveFeedback', { helpful: false }, 'ticket.reopened', true],
    ['setLoop', { autonomy: 'auto' }, 'version.promoted', true],
    ['setLoop', { autonomy: 'propose', paused: false }, 'version.promoted', false],
  ])('%s with %j: %s is %s', (id, body, effect, expected) => {
    const cause = routeEffects[id]?.find((one) => one.effect === effect);
    expect(cause?.when?.(body)).toBe(expected);
  });
});
