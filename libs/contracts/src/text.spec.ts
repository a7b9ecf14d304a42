import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { label, slug, text } from './text.js';

describe('text', () => {
  it.each([
    ['a plain sentence', 'printer is down', true],
    ['emoji and accents', 'imprimante cassée 🖨️', true],
    ['exactly the limit', 'x'.repeat(20), true],
    ['one over the limit', 'x'.repeat(21), false],
    ['blank', ' \n\t', false],
    ['NUL', 'a\u0000b', false],
    ['a lone surrogate', 'a\ud800b', false],
  ])('%s', (_case, value, accepted) => {
    expect(text(20).safeParse(value).success).toBe(accepted);
  });
});

describe('slug', () => {
  it.each([
    ['ticket-triage', true],
    ['../etc', false],
    ['Ticket', false],
    ['', false],
  ])('%s', (value, accepted) => {
    expect(slug.safeParse(value).success).toBe(accepted);
  });
});

describe('label', () => {
  it('is one however its letters were typed, also as a key', () => {
    expect(label.parse('re\u0301seau')).toBe('r\u00e9seau');
    expect(z.record(label, z.number()).parse({ 're\u0301seau': 1 })).toEqual({ 'r\u00e9seau': 1 });
    expect(label.safeParse('two\nlines').success).toBe(false);
  });
});
