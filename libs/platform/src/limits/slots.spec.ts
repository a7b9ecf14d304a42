import { describe, expect, it } from '@jest/globals';
import { Slots } from './slots.js';

describe('slots', () => {
  it('bound one caller, then all; 10,000 more cost nothing, and what is given back is free again', () => {
    const slots = new Slots('streams', { perCaller: 2, total: 3 });
    const first = slots.take('ada');
    slots.take('ada');
    slots.take('bob');
    for (let n = 0; n < 10_000; n += 1) {
      expect(slots.tryTake('ada')).toBeUndefined();
      expect(slots.tryTake(`caller-${n}`)).toBeUndefined();
    }
    expect(() => slots.take('eve')).toThrow('At most 2 streams of one caller at once, 3 of all.');
    first();
    first();
    slots.take('eve');
    expect(slots.tryTake('ada')).toBeUndefined();
  });
});
