import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { VersionCorrupt } from '@driftdesk/inference';
import { createFolderStore } from './folder-store.js';
import { Registry } from './registry.js';
import { RegistryUnderTest } from './registry.fixture.js';
import { countSigned } from './sign-versions.js';
import { checkSignature } from './signature.js';
import { createSigningKey, type TrustedKey } from './signing-key.js';

describe('signatures of versions', () => {
  const under = new RegistryUnderTest();
  const modelVersion = () => under.database.prisma.modelVersion;

  /** Why a version would not serve, or nothing. */
  async function objection(version: string, trusted: readonly TrustedKey[] = [under.key]): Promise<string | undefined> {
    const found = await under.registry.find('fixture', version);
    if (found === undefined) throw new Error(`there is no ${version}`);
    try {
      checkSignature(found, trusted);
      return undefined;
    } catch (error) {
      expect(error).toBeInstanceOf(VersionCorrupt);
      return (error as Error).message;
    }
  }

  it('are made when a version is registered', async () => {
    const { digest } = await under.add('v-1');
    expect((await under.registry.find('fixture', 'v-1'))?.signature).toEqual({
      keyId: under.key.keyId,
      value: under.key.sign(digest),
      signedAt: expect.any(Date),
    });
    expect(await objection('v-1')).toBeUndefined();
    expect(await countSigned(under.database)).toBe(1);
  });

  it('are missing, of another version, broken, or of another key: all are seen', async () => {
    const other = await createSigningKey(join(under.folder, 'other.pem'));
    await under.add('v-1');
    const { digest } = await under.add('v-2');
    const set = async (data: { signature?: string | null; keyId?: string; digest?: string }) => {
      await modelVersion().updateMany({ where: { version: 'v-1' }, data });
      return objection('v-1');
    };
    const good = (await under.registry.find('fixture', 'v-1'))?.signature?.value ?? '';
    const wrong = `The signature of v-1 is not one of key ${under.key.keyId}`;
    expect(await set({ signature: null })).toBe('v-1 is not signed.');
    expect(await set({ signature: under.key.sign(digest) })).toContain(wrong);
    expect(await set({ signature: good.slice(0, 40) })).toContain(wrong);
    expect(await set({ signature: '' })).toContain(wrong);
    expect(await set({ signature: other.sign(digest) })).toContain(wrong);
    expect(await set({ signature: good })).toBeUndefined();
    expect(await set({ digest })).toContain(wrong);
    expect(await objection('v-2', [other])).toBe(
      `v-2 is signed with key ${under.key.keyId}, which is not trusted here (${other.keyId} is).`,
    );
    expect(await objection('v-2', [other, under.key])).toBeUndefined();
    // Whoever swaps the key id with the signature still lacks the key.
    expect(await set({ keyId: other.keyId })).toContain('not trusted here');
  });

  it('are renewed when the version is registered with another key', async () => {
    const other = await createSigningKey(join(under.folder, 'other.pem'));
    await under.add('v-1');
    const renewed = new Registry(under.database, under.artefacts, { signingKey: other });
    await renewed.register(join(under.folder, 'v-1'));
    expect(await objection('v-1', [other])).toBeUndefined();
    const signedAt = (await under.registry.find('fixture', 'v-1'))?.signature?.signedAt;
    await renewed.register(join(under.folder, 'v-1'));
    expect((await under.registry.find('fixture', 'v-1'))?.signature?.signedAt).toEqual(signedAt);
  });

  describe('from before there were any', () => {
    const unsigned = { keyId: null, signature: null, signedAt: null };
    const forget = (data: { awaitsSignature: boolean }) =>
      modelVersion().updateMany({ data: { ...unsigned, ...data } });

    it('are made once, where the files are whole', async () => {
      await under.add('v-1');
      const damaged = await under.add('v-2');
      await forget({ awaitsSignature: true });
      const model = join(await under.registry.fetch(damaged), 'model.onnx');
      await appendFile(model, '!');
      expect((await under.registry.signEarlier()).map(({ version }) => version)).toEqual(['v-1']);
      expect([await objection('v-1'), await objection('v-2')]).toEqual([undefined, 'v-2 is not signed.']);
      await writeFile(model, 'the graph of v-2');
      expect((await under.registry.signEarlier()).map(({ version }) => version)).toEqual(['v-2']);
      expect(await under.registry.signEarlier()).toEqual([]);
      // What lost its signature later stays without.
      await forget({ awaitsSignature: false });
      expect(await under.registry.signEarlier()).toEqual([]);
      expect(await objection('v-1')).toBe('v-1 is not signed.');
    });
  });

  it('adopts versions from another store, but none that is damaged', async () => {
    const references = [await under.add('v-1'), await under.add('v-2')];
    await appendFile(join(under.folder, 'models', 'fixture', 'v-2', 'card.json'), ' ');
    const elsewhere = createFolderStore(join(under.folder, 'elsewhere'));
    const moved = new Registry(under.database, elsewhere, { signingKey: under.key });
    await moved.adopt(under.artefacts);
    expect(await Promise.all(references.map(elsewhere.has))).toEqual([true, false]);
    await rm(join(under.folder, 'models'), { recursive: true });
    await moved.adopt(under.artefacts);
    expect(await moved.fetch(references[0] ?? { name: '', version: '', digest: '' })).toContain('elsewhere');
  });
});
