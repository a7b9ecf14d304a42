import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { isPermanent, NotReady, reasonOf, Unprocessable } from './errors.js';

const schemaError = (value: unknown) =>
  z.object({ ticket: z.object({ body: z.string() }) }).safeParse(value).error as z.ZodError;

describe('isPermanent', () => {
  it.each<[string, unknown]>([
    ['an Unprocessable', new Unprocessable('the document is gone')],
    ['a schema error', schemaError({})],
    ['a TypeError', new TypeError('x is not a function')],
    ['a RangeError', new RangeError('no result at 3')],
    ['a ReferenceError', new ReferenceError('x is not defined')],
    ['a SyntaxError', new SyntaxError('Unexpected end of JSON input')],
  ])('%s repeats on every attempt', (_what, error) => {
    expect(isPermanent(error)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['any other error', new Error('connection refused')],
    ['one of the system', Object.assign(new Error('no space left'), { code: 'ENOSPC' })],
    ['NotReady', new NotReady('no version is loaded')],
    ['what is no error at all', 'a string'],
    ['nothing', undefined],
  ])('%s may pass', (_what, error) => {
    expect(isPermanent(error)).toBe(false);
  });
});

describe('reasonOf', () => {
  it('is the message of an error, without its stack', () => {
    expect(reasonOf(new Error(' the store is closed\n'))).toBe('the store is closed');
  });

  it('names the fields of an event that does not fit its schema', () => {
    expect(reasonOf(schemaError({ ticket: { body: 1 } }))).toMatch(
      /^the event does not fit its schema \(ticket\.body: /,
    );
    expect(reasonOf(schemaError('text'))).toContain('(payload: ');
  });

  it('can be stored, whatever was thrown', () => {
    expect(reasonOf(new Error('a\u0000b'))).toBe('ab');
    expect(reasonOf(new Error('x'.repeat(10_000)))).toHaveLength(500);
    expect(reasonOf('a string')).toBe('a string');
    for (const nothing of [new Error(''), new Error('\u0000 '), '']) expect(reasonOf(nothing)).toBe('unknown error');
  });
});
