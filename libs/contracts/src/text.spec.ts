import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { cutText, label, slug, text } from './text.js';

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

describe('cutText', () => {
  it.each([
    ['short text', 'printer', 10, 'printer'],
    ['plain text', 'the printer is down', 11, 'the printer'],
    ['an emoji of two code units', 'x😀y', 2, 'x'],
    ['a flag', 'ab🇫🇷🇩🇪', 6, 'ab🇫🇷'],
    ['a family joined by joiners', 'ab👨‍👩‍👧c', 7, 'ab'],
    ['a letter and its accent', 'cafe\u0301!', 4, 'caf'],
    ['a Hindi syllable', 'हिन्दी', 3, 'हि'],
    ['nothing to keep', '😀', 1, ''],
    ['marks without end', `a${'\u0301'.repeat(500)}`, 300, `a${'\u0301'.repeat(299)}`],
  ])('leaves no half a character of %s', (_what, value, length, kept) => {
    expect(cutText(value, length)).toBe(kept);
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
