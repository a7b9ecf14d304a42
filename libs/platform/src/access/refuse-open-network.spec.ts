import { describe, expect, it } from '@jest/globals';
import { isLoopback, refuseOpenNetwork } from './refuse-open-network.js';

describe('an open desk', () => {
  it.each(['127.0.0.1', '127.9.9.9', '::1', '[::1]', 'localhost', 'LOCALHOST'])('may listen on %s', (HOST) => {
    expect(isLoopback(HOST)).toBe(true);
    expect(() => refuseOpenNetwork({ ACCESS_CONTROL: 'off', HOST })).not.toThrow();
  });

  it.each([
    '0.0.0.0',
    '::',
    '10.0.0.7',
    '192.168.1.2',
    '::ffff:10.0.0.7',
    'desk.example.com',
    'localhost.example.com',
    '0',
    '127.1',
  ])('may not listen on %s, and is told how it may', (HOST) => {
    expect(() => refuseOpenNetwork({ ACCESS_CONTROL: 'off', HOST })).toThrow('Set ACCESS_CONTROL=on');
    expect(() => refuseOpenNetwork({ ACCESS_CONTROL: 'on', HOST })).not.toThrow();
  });
});
