import { describe, expect, it } from '@jest/globals';
import { describeWithheld } from './describe-withheld.js';

describe('labels that do not count', () => {
  it.each([
    [
      { have: 0, given: 1 },
      'team',
      '1 of 1 fresh labels does not count, because one person gave it and other people label here too. It counts when a second person labels.',
    ],
    [
      { have: 4, given: 5 },
      'team',
      '1 of 5 fresh labels does not count, because nobody may give more than the author in the middle does (LOOP_AUTHOR_SHARE). It counts when those who gave few label more.',
    ],
    [
      { have: 9, given: 40 },
      0.125,
      '31 of 40 fresh labels do not count, because one author may give at most 12.5 % of those that count (LOOP_AUTHOR_SHARE). They count when other people label more, or when the share is larger.',
    ],
  ] as const)('%j with %s are told with the reason and the remedy', (labels, share, told) => {
    expect(describeWithheld(labels, share)).toBe(told);
  });

  it('are not mentioned when there are none', () => {
    expect(describeWithheld({ have: 7, given: 7 }, 'team')).toBeUndefined();
  });
});
