import { describe, expect, it } from '@jest/globals';
import { defineEvent, envelopeSchema } from '@driftdesk/contracts';
import { z } from 'zod';
import { causedEvent, newEvent } from './envelope.js';

const moved = defineEvent({
  topic: 'tests.moved.v1',
  schema: z.strictObject({ id: z.string(), steps: z.int() }),
  key: ({ id }) => id,
});

describe('an event', () => {
  it('carries its topic, key, parsed payload and origin, in an envelope that fits its schema', () => {
    const event = newEvent(moved, { id: 'a', steps: 2 }, 'request-1');
    expect(envelopeSchema.parse(event)).toEqual(event);
    expect(event).toMatchObject({ topic: 'tests.moved.v1', key: 'a', correlationId: 'request-1' });
    expect(event.payload).toEqual({ id: 'a', steps: 2 });
    expect(event).not.toHaveProperty('causationId');
  });

  it('that another one caused names it and goes on under its correlation id', () => {
    const cause = newEvent(moved, { id: 'a', steps: 1 }, 'request-1');
    const effect = causedEvent(cause, moved, { id: 'b', steps: 1 });
    expect(effect).toMatchObject({ key: 'b', correlationId: 'request-1', causationId: cause.id });
    expect(effect.id).not.toBe(cause.id);
  });

  it('with a payload that does not fit is a bug of its publisher', () => {
    expect(() => newEvent(moved, { id: 'a', steps: 0.5 }, 'request-1')).toThrow(z.ZodError);
  });
});
