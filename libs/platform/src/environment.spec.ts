import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { flag, integer, processEnvironment, readEnvironment } from './environment.js';

const schema = z.object({ ...processEnvironment, FAST: flag.default(false), LIMIT: integer(1, 10).default(5) });

describe('readEnvironment', () => {
  it('gives defaults, also for empty variables', () => {
    expect(readEnvironment(schema, { PORT: '', OTHER: 'x' })).toEqual({
      HOST: '127.0.0.1',
      PORT: 3000,
      LOG_LEVEL: 'info',
      FAST: false,
      LIMIT: 5,
    });
  });

  it('names every bad variable at once', () => {
    const read = () => readEnvironment(schema, { PORT: '99999', LOG_LEVEL: 'loud', FAST: 'yes', LIMIT: '1.5' });
    for (const name of ['PORT', 'LOG_LEVEL', 'FAST', 'LIMIT']) expect(read).toThrow(name);
  });
});
