import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { EnvironmentInvalid, flag, integer, processEnvironment, readEnvironment } from './environment.js';

const schema = z.object({ ...processEnvironment, FAST: flag.default(false), LIMIT: integer(1, 10).default(5) });

describe('readEnvironment', () => {
  it('gives defaults, also for empty variables', () => {
    expect(readEnvironment(schema, { PORT: '', OTHER: 'x' })).toEqual({
      ACCESS_CONTROL: 'off',
      HOST: '127.0.0.1',
      PORT: 3000,
      LOG_LEVEL: 'info',
      REQUEST_TIMEOUT_SECONDS: 30,
      FAST: false,
      LIMIT: 5,
    });
  });

  it('names every bad variable at once', () => {
    const read = () => readEnvironment(schema, { PORT: '99999', LOG_LEVEL: 'loud', FAST: 'yes', LIMIT: '1.5' });
    for (const name of ['PORT', 'LOG_LEVEL', 'FAST', 'LIMIT']) expect(read).toThrow(name);
  });

  it('says what each variable must be, a line for each', () => {
    const read = () => readEnvironment(schema, { PORT: 'banana', LIMIT: '11', FAST: '1' });
    expect(read).toThrow(EnvironmentInvalid);
    expect(read).toThrow(
      [
        'The environment is not usable:',
        '  PORT: must be a whole number from 0 to 65535',
        '  FAST: must be true or false',
        '  LIMIT: must be at most 10',
      ].join('\n'),
    );
  });
});

describe('a whole number in a variable', () => {
  it.each([
    ['1', 1],
    ['10', 10],
    ['007', 7],
  ])('%s is one', (value, expected) => {
    expect(integer(1, 10).parse(value)).toBe(expected);
  });

  it.each(['0', '11', '-1', '+1', '1.0', '1e1', '0x1', ' 1', '1 ', '', 'one', 'NaN', 'Infinity', '9'.repeat(400)])(
    '%j is none from 1 to 10',
    (value) => {
      expect(integer(1, 10).safeParse(value).success).toBe(false);
    },
  );
});

describe('a flag in a variable', () => {
  it('is true or false and nothing else', () => {
    expect([flag.parse('true'), flag.parse('false')]).toEqual([true, false]);
    for (const value of ['TRUE', '1', '0', 'yes', 'on', ' true']) expect(flag.safeParse(value).success).toBe(false);
  });
});
