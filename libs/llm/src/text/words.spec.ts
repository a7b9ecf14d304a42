import { describe, expect, it } from '@jest/globals';
import { contentStems, isNegated } from './words.js';

describe('contentStems', () => {
  it.each([
    ['restarting the printers', 'Restart a printer'],
    ['Open connections', 'opened connection'],
    ['Redémarrez les imprimantes', 'redemarrer l’imprimante'],
    ['Supprimé', 'supprimez'],
  ])('%s has the stems of %s', (one, other) => {
    expect(contentStems(one)).toEqual(contentStems(other));
  });

  it('keeps numbers whole and leaves stop words out', () => {
    expect(contentStems('Please wait for 1234567 of the S')).toEqual(['wait', '1234567']);
  });
});

describe('isNegated', () => {
  it.each([
    ['Do not restart.', true],
    ['Don’t restart.', true],
    ["It doesn't start.", true],
    ['Never share it.', true],
    ['Ne redémarrez pas.', true],
    ['N’ouvrez jamais la pièce jointe.', true],
    ['Restart the notebook now.', false],
    ['Redémarrez le passage.', false],
  ])('%s', (sentence, negated) => {
    expect(isNegated(sentence)).toBe(negated);
  });
});
