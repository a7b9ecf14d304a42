import { describe, expect, it } from '@jest/globals';
import { stripEmphasis } from './emphasis.js';

describe('stripEmphasis', () => {
  it.each([
    ['**bold *both* bold**', 'bold both bold'],
    ['*it **both** it*', 'it both it'],
    ['***both***', 'both'],
    ['~~gone~~ and ~one~', 'gone and ~one~'],
    ['__a__b and snake_case_name', '__a__b and snake_case_name'],
    ['_é_ and é_é_', 'é and é_é_'],
    ['a*b*c', 'abc'],
    ['2 * 3 * 4 and *.log', '2 * 3 * 4 and *.log'],
    ['** no **', '** no **'],
    ['****', '****'],
    ['*a **b*', 'a **b'],
    ['\\*a\\* *b\\*', '*a* *b*'],
    ['𝐀_b_', '𝐀_b_'],
    ['*unclosed and **closed**', '*unclosed and closed'],
  ])('%j', (text, plain) => {
    expect(stripEmphasis(text)).toBe(plain);
  });
});
