import { describe, expect, it } from '@jest/globals';
import { otherLanguage } from './language.js';

const english = 'Restart the laptop and connect to the company network again, then open the mail program [1].';
const french = 'Redémarrez le poste et connectez-vous de nouveau au réseau de l’entreprise [1].';

describe('otherLanguage', () => {
  it.each([
    ['English for an English ticket', english, 'en', undefined],
    ['English for a French ticket', english, 'fr', 'en'],
    ['French for a French ticket', french, 'fr', undefined],
    ['French for an English ticket', french, 'en', 'fr'],
    ['too little to tell', 'OK [1].', 'fr', undefined],
    [
      'mostly commands',
      'Tapez `net use S: /delete and then press enter and restart the whole computer`.',
      'fr',
      undefined,
    ],
  ])('%s', async (_case, text, expected, found) => {
    expect(await otherLanguage(text, expected)).toBe(found);
  });
});
