import { describe, expect, it } from '@jest/globals';
import { findDisguise } from './appearance.js';

const passage = 'Open the “Wi‑Fi” menu ☎ and press <Enter>. Écrivez à l’équipe; Москва is a server.';

describe('findDisguise', () => {
  it.each([
    ['plain words', 'Open the menu, then press <Enter>.'],
    ['accents, dashes and narrow spaces', 'Ouvrez le menu – puis « validez » à 8\u202fh.'],
    ['a sign of the passage', 'Open the menu ☎'],
    ['a name of the passage', 'Москва is a server.'],
    ['line breaks and tabs', 'Open:\n\t- the menu\r\n'],
  ])('sees nothing in %s', (_case, answer) => {
    expect(findDisguise(answer, passage)).toBeUndefined();
  });

  it.each([
    ['zero-width spaces', 'Open the\u200b menu', 'invisible'],
    ['reversed text', 'Open the \u202eunem', 'invisible'],
    ['tags', 'Open the menu\u{e0073}', 'invisible'],
    ['struck letters', 'Do n\u0336o\u0336t\u0336 open', 'invisible'],
    ['a Hangul filler', 'Open\u3164 the menu', 'invisible'],
    ['a comment', 'Open the menu <!-- and more -->', 'markup'],
    ['a link in HTML', 'Open <a href="https://a.example">it</a>', 'markup'],
    ['a character reference', 'Open &#101;vil', 'markup'],
    ['a picture', 'Open the menu 👉', 'pictures'],
    ['a look-alike', 'Open the mеnu', 'another alphabet'],
    ['another alphabet', 'Open Ωmega', 'another alphabet'],
  ])('sees %s', (_case, answer, flaw) => {
    expect(findDisguise(answer, passage)).toContain(flaw);
  });
});
