import { describe, expect, it } from '@jest/globals';
import { createNoise } from './noise.js';
import type { Persona } from './persona.js';
import { createRandom } from './random.js';

const flawless: Persona = {
  tone: 'polite',
  subject: 0,
  greeting: 0,
  filler: 0,
  details: [1, 0, 0],
  ask: 0,
  signOff: 0,
  blunt: 0,
  typo: 0,
  wrongWord: 0,
  shorthand: 0,
  lowerCase: 0,
  plainLetters: 0,
  noApostrophes: 0,
  noFullStops: 0,
};

function write(flaws: Partial<Persona>, text: string, language: 'en' | 'fr' = 'en'): string {
  return createNoise({ ...flawless, ...flaws }, language, createRandom(1))(text);
}

describe('createNoise', () => {
  it.each<[string, Partial<Persona>, 'en' | 'fr', string, string]>([
    ['nothing', {}, 'en', 'The VPN is down.', 'The VPN is down.'],
    ['capitals', { lowerCase: 1 }, 'en', 'The VPN is down.', 'the vpn is down.'],
    ['accents', { plainLetters: 1 }, 'fr', 'Boîte à œufs brûlée', 'Boite a oeufs brulee'],
    [
      'English apostrophes',
      { noApostrophes: 1 },
      'en',
      'I can\'t open the team\'s "file".',
      'I cant open the teams "file".',
    ],
    ['French apostrophes', { noApostrophes: 1 }, 'fr', "L'écran n'est pas d'ici", 'L écran n est pas d ici'],
    ['full stops', { noFullStops: 1 }, 'en', 'One. Two.\nBye.', 'One. Two\nBye'],
    ['words', { wrongWord: 1 }, 'en', 'a new licence', 'a new license'],
    ['accented words', { wrongWord: 1 }, 'fr', 'le logiciel, un dossier', 'le programme, un répertoire'],
    ['shorthand', { shorthand: 1 }, 'en', 'without a meeting', 'w/o a mtg'],
  ])('changes %s as the persona says', (_, flaws, language, text, expected) => {
    expect(write(flaws, text, language)).toBe(expected);
  });

  it('misspells words of four letters and more, and leaves codes and short words alone', () => {
    const written = write({ typo: 1 }, 'see error 0x80070005 on printer-04 because computer');
    expect(written).toMatch(/^see .*0x80070005 on printer-04 /);
    expect(written).not.toContain('computer');
  });
});
