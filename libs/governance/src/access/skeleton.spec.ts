import { describe, expect, it } from '@jest/globals';
import { skeletonOf } from './skeleton.js';

describe('the skeleton of a name', () => {
  it.each([
    ['Cyrillic а', 'аdmin'],
    ['Cyrillic letters alone', 'аԁmіn'],
    ['dotless i', 'admın'],
    ['wide letters', 'ａｄｍｉｎ'],
    ['capitals', 'ADMIN'],
    ['r and n for m', 'adrnin'],
    ['a joiner in between', 'ad\u200dmin'],
    ['a zero-width space', 'admin\u200b'],
    ['mathematical letters', '𝐚𝐝𝐦𝐢𝐧'],
  ])('is that of admin for %s', (_what, name) => {
    expect(skeletonOf(name)).toBe(skeletonOf('admin'));
  });

  it.each([
    ['0 and o', 'bob0', 'bobo'],
    ['1 and l', 'a1', 'al'],
    ['a letter with its accent apart', 'jos\u00e9', 'jose\u0301'],
  ])('is one for %s', (_what, left, right) => {
    expect(skeletonOf(left)).toBe(skeletonOf(right));
  });

  it.each([
    ['an accent that shows', 'jose', 'josé'],
    ['a dot within', 'john.smith', 'johnsmith'],
    ['other letters', 'anna', 'hanna'],
    ['other Thai letters', 'สมชาย', 'สมหญิง'],
  ])('differs for %s', (_what, left, right) => {
    expect(skeletonOf(left)).not.toBe(skeletonOf(right));
  });
});
