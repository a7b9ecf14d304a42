import { describe, expect, it } from '@jest/globals';
import { decodeNameCursor, decodeSerialCursor, encodeNameCursor, encodeSerialCursor } from './cursor.js';
import { HttpProblem } from './problem.js';

const id = '018f4f7e-0000-7000-8000-00000000ffff';
const cursorOf = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');

describe('a cursor by serial number', () => {
  it('comes back as it was given; there is none before the first page and after the last', () => {
    const cursor = encodeSerialCursor(123_456_789_012_345_678n);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(decodeSerialCursor(cursor ?? '')).toBe(123_456_789_012_345_678n);
    expect([encodeSerialCursor(undefined), decodeSerialCursor(undefined)]).toEqual([null, undefined]);
  });

  it.each([
    ['nothing', ''],
    ['garbage', 'garbage'],
    ['base64 of no JSON', Buffer.from('junk').toString('base64url')],
    ['an object', cursorOf({ at: '2026-01-01T00:00:00Z', id })],
    ['a number', cursorOf(7)],
    ['a negative number', cursorOf('-7')],
    ['more than the store can count', cursorOf('9'.repeat(19))],
    ['a time and an id, as lists by time had them', cursorOf(['2026-01-01T00:00:00Z', id])],
    ['a name', encodeNameCursor('7') ?? ''],
  ])('that no page returned is refused: %s', (_what, cursor) => {
    const decode = () => decodeSerialCursor(cursor);
    expect(decode).toThrow(HttpProblem);
    expect(decode).toThrow(expect.objectContaining({ status: 400, code: 'invalid_cursor' }));
  });
});

describe('a cursor by name', () => {
  it.each(['ada', '7', 'name:name', 'Ωmega'])('comes back as it was given: %s', (name) => {
    expect(decodeNameCursor(encodeNameCursor(name) ?? '')).toBe(name);
  });

  it.each([
    ['nothing', ''],
    ['a place', encodeSerialCursor(7n) ?? ''],
    ['no name', cursorOf('name:')],
    ['NUL, which PostgreSQL lacks', cursorOf('name:a\0')],
    ['more than a name', cursorOf(`name:${'a'.repeat(300)}`)],
  ])('that no page returned is refused: %s', (_what, cursor) => {
    expect(() => decodeNameCursor(cursor)).toThrow(expect.objectContaining({ status: 400, code: 'invalid_cursor' }));
  });
});
