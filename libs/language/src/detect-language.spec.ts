import { describe, expect, it } from '@jest/globals';
import { detectLanguage } from './detect-language.js';

describe('detectLanguage', () => {
  it.each([
    ['vpn down', 'en'],
    ['printer broken', 'en'],
    ['wifi', 'en'],
    ['password reset pls', 'en'],
    ['the coffee machine insulted me', 'en'],
    ['12345', 'en'],
    ['imprimante hs', 'fr'],
    ['impossible de me connecter', 'fr'],
    ['Bonjour, mon imprimante ne marche plus depuis ce matin', 'fr'],
    ['Mein Drucker druckt seit heute nicht mehr', 'de'],
  ])('%s → %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });
});
