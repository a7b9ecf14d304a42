import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, in base64url. */
export const randomSecret = () => randomBytes(32).toString('base64url');

/** sha256, hex: enough for a secret that was drawn at random, which nobody can guess. */
export const digestSecret = (secret: string) => createHash('sha256').update(secret).digest('hex');
