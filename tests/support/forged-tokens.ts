import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

type Json = Readonly<Record<string, unknown>>;

const encode = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The claims of a token, unchecked. */
export function claimsOf(token: string): Json {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Json;
}

/** A JWT with any header and claims, signed with Ed25519 by `key`. */
export function forge(header: Json, claims: Json, key: KeyObject): string {
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${sign(null, Buffer.from(content), key).toString('base64url')}`;
}

const usual = { alg: 'EdDSA', typ: 'at+jwt' };

/**
 * Tokens that must prove nothing, made of a good one: by strangers, and by whoever got hold of tokens of another kind.
 * Those signed with the installation's own key show that each claim is looked at.
 */
export async function forgedTokens(home: string, token: string): Promise<Readonly<Record<string, string>>> {
  const own = createPrivateKey(await readFile(join(home, 'keys', 'access.pem'), 'utf8'));
  const { privateKey: stranger, publicKey: strangersPublic } = generateKeyPairSync('ed25519');
  const claims = claimsOf(token);
  const [header = '', payload = '', signature = ''] = token.split('.');
  const now = Math.floor(Date.now() / 1000);
  const without = (name: string) => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));
  const hmac = (secret: string) => {
    const content = `${encode({ alg: 'HS256', typ: 'at+jwt' })}.${payload}`;
    return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
  };
  const publicPem = createPublicKey(own).export({ type: 'spki', format: 'pem' }) as string;
  return {
    'that expired': forge(usual, { ...claims, iat: now - 3_600, exp: now - 1_800 }, own),
    'that is older than half an hour, whatever it says': forge(
      usual,
      { ...claims, iat: now - 3_600, exp: now + 60 },
      own,
    ),
    'from the future': forge(usual, { ...claims, iat: now + 3_600, exp: now + 5_400 }, own),
    'without an end': forge(usual, without('exp'), own),
    'without a beginning': forge(usual, without('iat'), own),
    'without a user': forge(usual, without('sub'), own),
    'without a session': forge(usual, without('sid'), own),
    'for another audience': forge(usual, { ...claims, aud: 'driftdesk-services' }, own),
    'without an audience': forge(usual, without('aud'), own),
    'of another issuer': forge(usual, { ...claims, iss: 'https://issuer.example.com' }, own),
    'of another type': forge({ alg: 'EdDSA', typ: 'identity+jwt' }, claims, own),
    'without a type': forge({ alg: 'EdDSA' }, claims, own),
    'of another user’s session': forge(usual, { ...claims, sub: '018f4f7e-0000-7000-8000-00000000ffff' }, own),
    'of a session that is not there': forge(usual, { ...claims, sid: '018f4f7e-0000-7000-8000-00000000ffff' }, own),
    'whose session is SQL': forge(usual, { ...claims, sid: "' OR true --" }, own),
    'with alg=none and no signature': `${encode({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
    'with alg=None': `${encode({ alg: 'None', typ: 'at+jwt' })}.${payload}.${signature}`,
    'with alg=none and a good signature': `${encode({ alg: 'none', typ: 'at+jwt' })}.${payload}.${signature}`,
    'signed with the public key as HMAC secret': hmac(publicPem),
    'signed with an empty HMAC secret': hmac(''),
    'signed by a stranger': forge(usual, claims, stranger),
    'that brings its own key (jwk)': forge(
      { ...usual, jwk: strangersPublic.export({ format: 'jwk' }) },
      claims,
      stranger,
    ),
    'that says where its key is (jku)': forge({ ...usual, jku: 'http://127.0.0.1:9/keys' }, claims, stranger),
    'whose kid is a path': forge({ ...usual, kid: '../../../dev/null' }, claims, stranger),
    'with a critical extension': forge({ ...usual, crit: ['admin'], admin: true }, claims, own),
    'whose claims were changed': `${header}.${encode({ ...claims, role: 'admin' })}.${signature}`,
    'whose signature was cut': `${header}.${payload}.${signature.slice(0, -4)}`,
    'without a signature': `${header}.${payload}`,
    'that is no token': 'a.b.c',
    'of 16,000 letters': 'x'.repeat(15_000),
  };
}

/** Headers by which a stranger claims to come through the gateway. */
export async function forgedIdentities(home: string, token: string): Promise<Readonly<Record<string, string>>> {
  const own = createPrivateKey(await readFile(join(home, 'keys', 'access.pem'), 'utf8'));
  const stranger = generateKeyPairSync('ed25519').privateKey;
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: 'EdDSA', typ: 'identity+jwt' };
  const claims = { iss: 'driftdesk', aud: 'driftdesk-services', sub: 'x', role: 'admin', iat: now, exp: now + 30 };
  return {
    'in words': 'admin',
    'as JSON': '{"id":"admin","role":"admin"}',
    'signed by a stranger': forge(header, claims, stranger),
    'with alg=none': `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`,
    'that is an access token': token,
    'that expired': forge(header, { ...claims, iat: now - 60, exp: now - 30 }, own),
    'for another audience': forge(header, { ...claims, aud: 'driftdesk-api' }, own),
    'of the machine’s role': forge(header, { ...claims, role: 'system' }, own),
  };
}
