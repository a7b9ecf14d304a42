import { describe, expect, it } from '@jest/globals';
import { maxHeadingLength, readHeading } from './markdown-heading.js';

describe('readHeading', () => {
  it.each([
    ['# Title', { level: 1, title: 'Title' }],
    ['   ###### Deep\t', { level: 6, title: 'Deep' }],
    ['## Steps ##', { level: 2, title: 'Steps' }],
    ['## Learn C#', { level: 2, title: 'Learn C#' }],
    ['## # 1 #', { level: 2, title: '# 1' }],
    ['# ', { level: 1, title: '' }],
    ['## ##', { level: 2, title: '' }],
    ['# one\u2028two', { level: 1, title: 'one\u2028two' }],
    ['#hashtag', undefined],
    ['#', undefined],
    ['####### seven', undefined],
    ['\\# escaped', undefined],
    ['no # heading', undefined],
    [`# ${'a'.repeat(maxHeadingLength)}`, { level: 1, title: 'a'.repeat(maxHeadingLength) }],
    [`# ${'a'.repeat(maxHeadingLength + 1)}`, undefined],
  ])('%j', (line, heading) => {
    expect(readHeading(line)).toEqual(heading);
  });
});
