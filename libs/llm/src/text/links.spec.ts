import { describe, expect, it } from '@jest/globals';
import { stripLinks } from './links.js';

describe('stripLinks', () => {
  it.each([
    ['See [a](https://a.example "t") and [b](/b).', 'See a (https://a.example) and b (/b).'],
    ['![logo](/l.png)!', 'logo (/l.png)!'],
    ['[](/x)[/y](/y)', '/x/y'],
    ['[[a](b)', '[a (b)'],
    ['[a] [b](c)', '[a] b (c)'],
    ['[a]( ) [b]() [c](d', '[a]( ) [b]() [c](d'],
    ['<https://a.example> <b> <mailto:a@b.c>', 'https://a.example <b> mailto:a@b.c'],
    ['<http:<http:x>', '<http:http:x'],
  ])('%j', (text, plain) => {
    expect(stripLinks(text)).toBe(plain);
  });
});
