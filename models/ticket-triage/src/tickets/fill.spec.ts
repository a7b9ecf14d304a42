import { describe, expect, it } from '@jest/globals';
import type { Family, Language } from './family.js';
import { createFiller } from './fill.js';
import { createRandom } from './random.js';

function family(language: Language, slots: Family['slots']): Family {
  const impact = { low: [], medium: [], high: [] };
  return {
    id: `email.test.${language}`,
    queue: 'email',
    language,
    subjects: [],
    problems: [],
    details: [],
    impact,
    slots,
  };
}

describe('createFiller', () => {
  it.each<[Language, string, string, string]>([
    ['en', '{x} is broken', 'the printer', 'The printer is broken'],
    ['en', 'It stopped. {x} is broken', 'the printer', 'It stopped. The printer is broken'],
    ['en', 'Cannot reach {x}', 'The big printer', 'Cannot reach the big printer'],
    ['fr', 'un mail à {x}', 'le siège', 'Un mail au siège'],
    ['fr', 'un mail de {x}', 'les RH', 'Un mail des RH'],
    ['fr', 'le mail que {x} attend', 'une collègue', 'Le mail qu’une collègue attend'],
    ['fr', 'le mail de {x}', 'l’accueil', 'Le mail de l’accueil'],
  ])('%s: %s with %s', (language, text, value, expected) => {
    expect(createFiller(family(language, { x: [value] }), createRandom(1))(text)).toBe(expected);
  });

  it('keeps a slot’s value throughout the ticket', () => {
    const fill = createFiller(family('en', { x: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] }), createRandom(5));
    const first = fill('{x}');
    expect(Array.from({ length: 20 }, () => fill('{x}'))).toEqual(Array.from({ length: 20 }, () => first));
  });

  it('names the family and the slot that nobody defines', () => {
    expect(() => createFiller(family('en', {}), createRandom(1))('{nothing}')).toThrow(/email\.test\.en.*\{nothing\}/);
  });
});
