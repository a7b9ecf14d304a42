import { describe, expect, it } from '@jest/globals';
import { hostName } from './host-name.js';

describe('the name in a Host header', () => {
  it.each([
    ['localhost', 'localhost'],
    ['localhost:3000', 'localhost'],
    ['127.0.0.1:80', '127.0.0.1'],
    ['[::1]', '[::1]'],
    ['[::1]:3000', '[::1]'],
    ['desk.example.com:', 'desk.example.com'],
  ])('of %s is %s', (host, name) => {
    expect(hostName(host)).toBe(name);
  });

  it.each([
    '[::1].evil',
    '[::1]evil:80',
    '[::1',
    '::1',
    '[evil]',
    'a b',
    'a:b',
    'localhost:80:80',
    'a/b',
    'u@localhost',
    '',
    'é',
  ])('is not in %s', (host) => {
    expect(hostName(host)).toBeUndefined();
  });
});
