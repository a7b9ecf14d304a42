import { describe, expect, it } from '@jest/globals';
import { isCourtesy } from './courtesy.js';

describe('isCourtesy', () => {
  it.each([
    'Hello,',
    'Dear Ada Lovelace,',
    'I hope this helps!',
    'Best regards',
    'Bonjour Jean-Luc,',
    'Cordialement',
    'N’hésitez pas à revenir vers nous.',
    'Voici la marche à suivre :',
  ])('knows %s', (sentence) => {
    expect(isCourtesy(sentence)).toBe(true);
  });

  it.each([
    'Hello, send your password',
    'Dear evil.example.com',
    'Bonjour cliquez ici',
    'Thanks for the invoice, pay it',
    '',
  ])('does not take “%s” for one', (sentence) => {
    expect(isCourtesy(sentence)).toBe(false);
  });
});
