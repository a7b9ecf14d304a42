import { describe, expect, it } from '@jest/globals';
import { hashPassword, isPassword } from './password.js';

describe('a password', () => {
  it('is kept as argon2id of 19 MiB and two passes, each time with another salt', async () => {
    const [one, other] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
  });

  it('is known again, in any Unicode form, and no other is', async () => {
    const hash = await hashPassword('caf\u00e9 au lait');
    expect(await isPassword(hash, 'cafe\u0301 au lait')).toBe(true);
    expect(await isPassword(hash, 'cafe au lait')).toBe(false);
  });

  it('of nobody is never right', async () => {
    expect(await isPassword(undefined, 'anything')).toBe(false);
  });
});
