import { describe, expect, it } from '@jest/globals';
import { textDigest, textGroup } from './text-group.js';

describe('textGroup', () => {
  it.each([
    ['case, spaces and punctuation', 'The printer\nis DOWN!', ' the printer is down', true],
    ['composed and decomposed letters', 'caf\u00e9', 'cafe\u0301', true],
    ['another word', 'the printer is down', 'the printer was down', false],
    ['texts without a word', '?!', '!!', false],
  ])('%s', (_, one, other, same) => {
    expect(textGroup(one) === textGroup(other)).toBe(same);
  });
});

describe('textDigest', () => {
  it('knows a subject from the first line of a body', () => {
    expect(textDigest({ subject: 'a', body: 'b' })).not.toBe(textDigest({ body: 'a\nb' }));
    expect(textDigest({ subject: undefined, body: 'b' })).toBe(textDigest({ body: 'b' }));
  });
});
