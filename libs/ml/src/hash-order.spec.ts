import { describe, expect, it } from '@jest/globals';
import { hashOrder } from './hash-order.js';

const names = Array.from({ length: 200 }, (_, at) => `group ${at}`);
const same = (name: string) => name;

describe('an order by hash', () => {
  it('is another one for another seed, and the same for any order that items come in', () => {
    const order = hashOrder(names, same, 3);
    expect([...order].sort()).toEqual([...names].sort());
    expect(order).not.toEqual(names);
    expect(hashOrder(names, same, 4)).not.toEqual(order);
    expect(hashOrder(names.toReversed(), same, 3)).toEqual(order);
  });

  it('stays for those that were there when more come', () => {
    const more = hashOrder([...names, 'late', 'later'], same, 3);
    expect(more.filter((name) => names.includes(name))).toEqual(hashOrder(names, same, 3));
  });
});
