import { describe, expect, it } from '@jest/globals';
import { decodeCursor, decodeSerialCursor, encodeCursor, encodeSerialCursor } from './cursor.js';
import { HttpProblem } from './problem.js';

const id = '018f4f7e-0000-7000-8000-00000000ffff';
const cursorOf = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');

describe('a cursor', () => {
  it('comes back as it was given, to the millisecond', () => {
    const last = { at: new Date('2026-11-21T06:32:03.007Z'), id };
    const cursor = encodeCursor(last);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(decodeCursor(cursor)).toEqual(last);
  });

  it.each([
    ['nothing', ''],
    ['garbage', 'garbage'],
    ['base64 of no JSON', Buffer.from('junk').toString('base64url')],
    ['an object', cursorOf({ at: '2026-01-01T00:00:00Z', id })],
    ['no time', cursorOf(['yesterday', id])],
    ['a day there is not', cursorOf(['2026-02-30T00:00:00Z', id])],
    ['a year PostgreSQL lacks', cursorOf(['0000-01-01T00:00:00Z', id])],
    ['a time without its zone', cursorOf(['2026-01-01T00:00:00', id])],
    ['no id', cursorOf(['2026-01-01T00:00:00Z', `${id}' OR 1=1`])],
    ['something more', cursorOf(['2026-01-01T00:00:00Z', id, 1])],
  ])('that no page returned is refused: %s', (_what, cursor) => {
    const decode = () => decodeCursor(cursor);
    expect(decode).toThrow(HttpProblem);
    expect(decode).toThrow(expect.objectContaining({ status: 400, code: 'invalid_cursor' }));
  });
});

describe('a cursor by serial number', () => {
  it('comes back as it was given', () => {
    const cursor = encodeSerialCursor(123_456_789_012_345_678n);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(decodeSerialCursor(cursor)).toBe(123_456_789_012_345_678n);
  });

  it.each([
    ['nothing', ''],
    ['a number', cursorOf(7)],
    ['a negative number', cursorOf('-7')],
    ['more than the store can count', cursorOf('9'.repeat(19))],
    ['a time and an id', encodeCursor({ at: new Date(0), id })],
  ])('that no page returned is refused: %s', (_what, cursor) => {
    expect(() => decodeSerialCursor(cursor)).toThrow(expect.objectContaining({ status: 400, code: 'invalid_cursor' }));
  });
});
