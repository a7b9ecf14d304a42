import { describe, expect, it } from '@jest/globals';
import { cutAtCode } from './code-spans.js';

describe('cutAtCode', () => {
  it.each([
    ['no code', ['no code']],
    ['a `b` ``c`', ['a ', 'b', ' ', 'c', '']],
    ['`a` and `b', ['', 'a', ' and `b']],
    ['```', ['```']],
    ['', ['']],
  ])('%j', (text, parts) => {
    expect(cutAtCode(text)).toEqual(parts);
  });
});
