import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { versionDigest } from '@driftdesk/inference';
import { Registry } from './registry.js';
import { author, RegistryUnderTest } from './registry.fixture.js';
import { card, writeFolder } from './version.fixture.js';

describe('the registry', () => {
  const under = new RegistryUnderTest();

  it('takes a version in: its card, its digest and a folder of its own', async () => {
    const from = await writeFolder(under.folder, 'v-1');
    const reference = { name: 'fixture', version: 'v-1', digest: await versionDigest(from) };
    expect(await under.registry.register(from)).toEqual(reference);
    expect(await under.registry.find('fixture', 'v-1')).toMatchObject({ reference, card, rejection: undefined });
    const fetched = await under.registry.fetch(reference);
    expect(await versionDigest(fetched)).toBe(reference.digest);
    expect(fetched).not.toBe(from);
  });

  it('takes the same version twice for once', async () => {
    const from = await writeFolder(under.folder, 'v-1');
    expect(await under.registry.register(from)).toEqual(await under.registry.register(from));
    expect(await under.registry.list('fixture')).toHaveLength(1);
  });

  it('refuses a folder without a card that it can read, and keeps nothing of it', async () => {
    const from = await writeFolder(under.folder, 'v-1');
    await writeFile(join(from, 'card.json'), '{"name":"fixture"}');
    await expect(under.registry.register(from)).rejects.toThrow('createdAt');
    expect(await under.registry.find('fixture', 'v-1')).toBeUndefined();
    await expect(readFile(join(under.folder, 'models', 'fixture', 'v-1', 'card.json'))).rejects.toThrow('ENOENT');
  });

  it('registers nothing where there is no key to sign with', async () => {
    const unsigned = new Registry(under.database, under.artefacts);
    await expect(unsigned.register(await writeFolder(under.folder, 'v-1'))).rejects.toThrow('no key');
    expect(await under.registry.list('fixture')).toEqual([]);
    expect(await under.artefacts.has({ name: 'fixture', version: 'v-1', digest: '' })).toBe(false);
  });

  it('has a candidate until that is promoted or another one is trained', async () => {
    const { registry } = under;
    for (const version of ['v-1', 'v-2', 'v-3']) await under.add(version);
    await registry.promote('fixture', 'v-1', 'first', author);
    await registry.nominate('fixture', 'v-2', 'trained', author);
    expect(await under.aliases()).toEqual(['v-1', undefined, 'v-2']);
    await registry.nominate('fixture', 'v-3', 'trained', author);
    await registry.promote('fixture', 'v-2', 'better', author);
    expect(await under.aliases()).toEqual(['v-2', 'v-1', 'v-3']);
    await registry.promote('fixture', 'v-3', 'better still', author);
    expect(await under.aliases()).toEqual(['v-3', 'v-2', undefined]);
  });

  it('has no champion until one is promoted', async () => {
    expect(await under.registry.names()).toEqual([]);
    await under.add('v-1');
    expect(await under.registry.resolve('fixture', 'champion')).toBeUndefined();
    expect(await under.registry.names()).toEqual(['fixture']);
  });

  it('lists versions newest first with their aliases, one model’s only', async () => {
    await under.add('v-1', { createdAt: '2026-01-01T00:00:00.000Z' });
    await under.add('v-3', { createdAt: '2026-01-03T00:00:00.000Z' });
    await under.add('v-2', { createdAt: '2026-01-02T00:00:00.000Z' });
    await under.add('w-1', { name: 'other' });
    await under.registry.promote('fixture', 'v-1', 'first', author);
    await under.registry.promote('fixture', 'v-2', 'better', author);
    const versions = await under.registry.list('fixture');
    expect(versions.map(({ reference, aliases }) => [reference.version, aliases])).toEqual([
      ['v-3', []],
      ['v-2', ['champion']],
      ['v-1', ['previous']],
    ]);
    expect(await under.registry.names()).toEqual(['fixture', 'other']);
    expect(await under.registry.find('other', 'v-1')).toBeUndefined();
  });

  it('tells every watcher of a promotion and of a way back, until it stops', async () => {
    const { registry } = under;
    await under.add('v-1');
    await under.add('v-2');
    const heard: string[] = [];
    const next = () =>
      new Promise<void>((resolve) => {
        void registry.watch(() => resolve());
      });
    const stop = await registry.watch((name) => heard.push(name));
    const promoted = next();
    await registry.promote('fixture', 'v-1', 'first', author);
    await promoted;
    expect(heard).toEqual(['fixture']);
    await registry.promote('fixture', 'v-2', 'better', author);
    const rolledBack = next();
    await registry.rollback('fixture', 'worse', author);
    await rolledBack;
    expect(heard).toEqual(['fixture', 'fixture', 'fixture']);
    await stop();
    const again = next();
    await registry.promote('fixture', 'v-2', 'better', author);
    await again;
    expect(heard).toHaveLength(3);
  });
});
