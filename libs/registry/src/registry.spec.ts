import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Database, openPglite } from '@driftdesk/database';
import { versionDigest } from '@driftdesk/inference';
import { type Alias, Registry } from './registry.js';
import { card, temporaryFolder, writeFolder } from './version.fixture.js';

const author = { id: 'ada', role: 'admin' } as const;

describe('the registry', () => {
  let database: Database;
  let folder: string;
  let registry: Registry;
  beforeAll(async () => void (database = await openPglite()));
  afterAll(() => database.close());
  beforeEach(async () => {
    folder = await temporaryFolder();
    registry = new Registry(database, join(folder, 'models'));
  });
  afterEach(async () => {
    await database.prisma.modelAlias.deleteMany();
    await database.prisma.modelVersion.deleteMany();
    await database.prisma.aliasChange.deleteMany();
    await rm(folder, { recursive: true });
  });

  const add = async (version: string, changes: Partial<typeof card> = {}) =>
    registry.register(await writeFolder(folder, version, changes));
  const served = async (alias: Alias) => (await registry.resolve('fixture', alias))?.reference.version;

  it('takes a version in: its card, its digest and a folder of its own', async () => {
    const from = await writeFolder(folder, 'v-1');
    const digest = await versionDigest(from);
    expect(await registry.register(from)).toEqual({ name: 'fixture', version: 'v-1', digest });
    const found = await registry.find('fixture', 'v-1');
    expect(found).toMatchObject({ reference: { name: 'fixture', version: 'v-1', digest }, card });
    expect(await versionDigest(found?.directory ?? '')).toBe(digest);
    expect(found?.directory).not.toBe(from);
  });

  it('takes the same version twice for once', async () => {
    const from = await writeFolder(folder, 'v-1');
    expect(await registry.register(from)).toEqual(await registry.register(from));
    expect(await registry.list('fixture')).toHaveLength(1);
  });

  it('refuses a folder without a card that it can read, and keeps nothing of it', async () => {
    const from = await writeFolder(folder, 'v-1');
    await writeFile(join(from, 'card.json'), '{"name":"fixture"}');
    await expect(registry.register(from)).rejects.toThrow('createdAt');
    expect(await registry.find('fixture', 'v-1')).toBeUndefined();
    await expect(readFile(join(folder, 'models', 'fixture', 'v-1', 'card.json'))).rejects.toThrow('ENOENT');
  });

  it('has a candidate until that is promoted or another one is trained', async () => {
    for (const version of ['v-1', 'v-2', 'v-3']) await add(version);
    await registry.promote('fixture', 'v-1', 'first', author);
    await registry.nominate('fixture', 'v-2', 'trained', author);
    expect([await served('champion'), await served('candidate')]).toEqual(['v-1', 'v-2']);
    await registry.nominate('fixture', 'v-3', 'trained', author);
    await registry.promote('fixture', 'v-2', 'better', author);
    expect([await served('champion'), await served('candidate')]).toEqual(['v-2', 'v-3']);
    await registry.promote('fixture', 'v-3', 'better still', author);
    expect([await served('champion'), await served('previous'), await served('candidate')]).toEqual([
      'v-3',
      'v-2',
      undefined,
    ]);
  });

  it('has no champion until one is promoted', async () => {
    expect(await registry.names()).toEqual([]);
    await add('v-1');
    expect(await registry.resolve('fixture', 'champion')).toBeUndefined();
    expect(await registry.names()).toEqual(['fixture']);
  });

  it('keeps what served before as previous, and why it changed', async () => {
    for (const version of ['v-1', 'v-2', 'v-3']) await add(version);
    await registry.promote('fixture', 'v-1', 'first', author);
    expect([await served('champion'), await served('previous')]).toEqual(['v-1', undefined]);
    await registry.promote('fixture', 'v-2', 'better', author);
    await registry.promote('fixture', 'v-3', 'better still', author);
    expect([await served('champion'), await served('previous')]).toEqual(['v-3', 'v-2']);
    const changes = await database.prisma.aliasChange.findMany({ orderBy: { id: 'asc' } });
    expect(changes.map(({ alias, version, reason, authorId }) => [alias, version, reason, authorId])).toEqual([
      ['champion', 'v-1', 'first', 'ada'],
      ['previous', 'v-1', 'better', 'ada'],
      ['champion', 'v-2', 'better', 'ada'],
      ['previous', 'v-2', 'better still', 'ada'],
      ['champion', 'v-3', 'better still', 'ada'],
    ]);
  });

  it('does nothing when the champion is promoted again: the way back stays open', async () => {
    for (const version of ['v-1', 'v-2']) await add(version);
    for (const version of ['v-1', 'v-2', 'v-2']) await registry.promote('fixture', version, 'again', author);
    expect([await served('champion'), await served('previous')]).toEqual(['v-2', 'v-1']);
  });

  it('promotes nothing that it does not have', async () => {
    await add('v-1');
    await registry.promote('fixture', 'v-1', 'first', author);
    await expect(registry.promote('fixture', 'v-9', 'a typo', author)).rejects.toThrow();
    expect([await served('champion'), await served('previous')]).toEqual(['v-1', undefined]);
    expect(await database.prisma.aliasChange.count()).toBe(1);
  });

  it('lists versions newest first with their aliases, one model’s only', async () => {
    await add('v-1', { createdAt: '2026-01-01T00:00:00.000Z' });
    await add('v-3', { createdAt: '2026-01-03T00:00:00.000Z' });
    await add('v-2', { createdAt: '2026-01-02T00:00:00.000Z' });
    await add('w-1', { name: 'other' });
    await registry.promote('fixture', 'v-1', 'first', author);
    await registry.promote('fixture', 'v-2', 'better', author);
    const versions = await registry.list('fixture');
    expect(versions.map(({ reference, aliases }) => [reference.version, aliases])).toEqual([
      ['v-3', []],
      ['v-2', ['champion']],
      ['v-1', ['previous']],
    ]);
    expect(await registry.names()).toEqual(['fixture', 'other']);
    expect(await registry.find('other', 'v-1')).toBeUndefined();
  });

  it('tells every watcher of a promotion, until it stops', async () => {
    await add('v-1');
    await add('v-2');
    const heard: string[] = [];
    const promoted = new Promise<void>((resolve) => {
      void registry.watch(() => resolve());
    });
    const stop = await registry.watch((name) => heard.push(name));
    await registry.promote('fixture', 'v-1', 'first', author);
    await promoted;
    expect(heard).toEqual(['fixture']);
    await stop();
    const again = new Promise<void>((resolve) => {
      void registry.watch(() => resolve());
    });
    await registry.promote('fixture', 'v-2', 'better', author);
    await again;
    expect(heard).toEqual(['fixture']);
  });
});
