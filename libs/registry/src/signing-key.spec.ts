import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSigningKey, readSigningKey, SigningKeyRefused } from './signing-key.js';
import { temporaryFolder } from './version.fixture.js';

describe('the signing key', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    file = join(folder, 'keys', 'model-signing.pem');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function refusal(): Promise<string> {
    const error = await readSigningKey(file).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(SigningKeyRefused);
    return (error as SigningKeyRefused).message;
  }
  async function write(content: string, mode = 0o600): Promise<void> {
    await mkdir(join(folder, 'keys'), { recursive: true });
    await writeFile(file, content);
    await chmod(file, mode);
  }

  it('is made once, for this user alone, and is the same the next time', async () => {
    expect(await readSigningKey(file)).toBeUndefined();
    const made = await createSigningKey(file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'keys'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(folder, 'keys'))).toEqual(['model-signing.pem']);
    const digest = 'ab'.repeat(32);
    for (const key of [await readSigningKey(file), await createSigningKey(file)]) {
      expect([key?.keyId, key?.publicKey, key?.sign(digest)]).toEqual([made.keyId, made.publicKey, made.sign(digest)]);
    }
  });

  it('signs what anybody with the public key can check', async () => {
    const { keyId, publicKey, sign } = await createSigningKey(file);
    const digest = '0123456789abcdef'.repeat(4);
    const signature = Buffer.from(sign(digest), 'base64');
    expect(signature).toHaveLength(64);
    expect(verify(null, Buffer.from(digest, 'ascii'), createPublicKey(publicKey), signature)).toBe(true);
    expect(verify(null, Buffer.from(digest.replace('0', '1')), createPublicKey(publicKey), signature)).toBe(false);
    expect(keyId).toMatch(/^[0-9a-f]{16}$/);
    expect(publicKey).not.toContain('PRIVATE');
  });

  // RFC 8032, section 7.1, test 1: this seed has this public key. The keyId is what
  // `openssl pkey -in FILE -pubout -outform DER | sha256sum` says of it.
  it('is Ed25519 as its specification has it', async () => {
    const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
    const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
    await write(`-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`);
    const key = await readSigningKey(file);
    const raw = createPublicKey(key?.publicKey ?? '')
      .export({ type: 'spki', format: 'der' })
      .subarray(-32);
    expect(raw.toString('hex')).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    expect(key?.keyId).toBe('06e3fd8fda29bb60');
  });

  it.each([0o644, 0o640, 0o604, 0o660, 0o602])('is refused when others may use it: mode %o', async (mode) => {
    await createSigningKey(file);
    await chmod(file, mode);
    expect(await refusal()).toContain(`(mode ${mode.toString(8)}). Close it: chmod 600 ${file}`);
  });

  it('may be read-only', async () => {
    await createSigningKey(file);
    await chmod(file, 0o400);
    expect(await readSigningKey(file)).toBeDefined();
  });

  const pemOf = (type: 'rsa' | 'ed25519', passphrase?: string) => {
    const options = { type: 'pkcs8', format: 'pem', ...(passphrase && { cipher: 'aes-256-cbc', passphrase }) } as const;
    const { privateKey } =
      type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 1024 }) : generateKeyPairSync('ed25519');
    return privateKey.export(options) as string;
  };

  it.each([
    ['nothing', '', 'holds no private key in PEM'],
    ['something else', 'a shopping list', 'holds no private key in PEM'],
    ['half a key', pemOf('ed25519').slice(0, 60), 'holds no private key in PEM'],
    ['a key under a passphrase', pemOf('ed25519', 'secret'), 'without a passphrase'],
    ['an RSA key', pemOf('rsa'), 'a key of type rsa; models are signed with Ed25519'],
  ])('is refused when it is %s, in a sentence that names the file', async (_, content, sentence) => {
    await write(content);
    const said = await refusal();
    expect(said).toContain(sentence);
    expect(said).toContain(file);
  });

  it('is refused when it is a folder', async () => {
    await mkdir(file, { recursive: true, mode: 0o700 });
    await chmod(file, 0o700);
    expect(await refusal()).toContain('cannot be read');
  });

  it('cannot be made where a file is in the way', async () => {
    await writeFile(join(folder, 'keys'), 'mine');
    await expect(createSigningKey(file)).rejects.toThrow(SigningKeyRefused);
    expect(await readFile(join(folder, 'keys'), 'utf8')).toBe('mine');
  });
});
