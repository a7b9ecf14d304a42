import { hash, verify } from '@node-rs/argon2';

/** OWASP's recommendation for argon2id, which is the library's default: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** argon2id (RFC 9106) with a random salt, in PHC format. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), parameters);
}

/** Of a random password that was thrown away: what a name that is not there is compared with. */
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$Y/L7aaelRwOmLvhQKRUMng$kS/Vpx/ZcXcl2m2smCySM2DGUcSxOwqvjpjJhX0Is24';

/** Whether the password is the one of the hash. Without a hash it takes as long, and is not. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? nobodysHash, password.normalize('NFKC'));
  return right && passwordHash !== undefined;
}
