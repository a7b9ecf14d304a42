import { appendFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ModelReference } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { versionDigest } from '@driftdesk/inference';
import { describeArtefactStore } from './artefact-store.suite.js';
import { createDatabaseStore } from './database-store.js';
import { Registry } from './registry.js';
import { createSigningKey } from './signing-key.js';
import { temporaryFolder, writeFolder } from './version.fixture.js';

let database: Database;
beforeAll(async () => void (database = await openPglite()));
afterAll(() => database.close());
afterEach(async () => void (await database.prisma.versionFile.deleteMany()));

const change = (expression: string) => async (version: ModelReference) => {
  const statement = `UPDATE "registry"."version_files" SET content = ${expression}
    WHERE name = $1 AND version = $2 AND file = 'model.onnx'`;
  expect(await database.sql.execute(statement, version.name, version.version)).toBe(1);
};

describeArtefactStore('database', (folder) =>
  Promise.resolve({
    store: createDatabaseStore(database, folder),
    flipBit: change('set_bit(content, 30, 1 - get_bit(content, 30))'),
    truncate: change('substr(content, 1, 5)'),
  }),
);

describe('what the database keeps', () => {
  it('is written to the cache once, and again when the cache was damaged', async () => {
    const folder = await temporaryFolder();
    const cache = join(folder, 'cache');
    const store = createDatabaseStore(database, cache);
    const from = await writeFolder(folder, 'v-1');
    const version = { name: 'fixture', version: 'v-1', digest: await versionDigest(from) };
    await store.save(version, from);
    expect(await readdir(folder)).toEqual(['v-1']);

    const fetched = await store.fetch(version);
    expect(fetched).toBe(join(cache, 'fixture', `v-${version.digest.slice(0, 12)}`));
    await appendFile(join(fetched, 'model.onnx'), '!');
    expect(await versionDigest(await store.fetch(version))).toBe(version.digest);

    await mkdir(join(cache, 'fixture', '.incomplete-1'));
    await store.removePartial();
    expect(await readdir(join(cache, 'fixture'))).toHaveLength(1);
    await store.remove(version);
    expect(await readdir(join(cache, 'fixture'))).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it('serves a registry as a folder does: registered, fetched, forgotten', async () => {
    const folder = await temporaryFolder();
    const store = createDatabaseStore(database, join(folder, 'cache'));
    const signingKey = await createSigningKey(join(folder, 'key.pem'));
    const registry = new Registry(database, store, { signingKey, versionsKept: 1 });
    const first = await registry.register(await writeFolder(folder, 'v-1'));
    expect(await versionDigest(await registry.fetch(first))).toBe(first.digest);
    const second = await registry.register(await writeFolder(folder, 'v-2', { createdAt: '2026-02-01T00:00:00.000Z' }));
    expect(await Promise.all([first, second].map(store.has))).toEqual([false, true]);
    expect(await database.prisma.versionFile.groupBy({ by: ['version'] })).toEqual([{ version: 'v-2' }]);
    expect(await registry.find('fixture', 'v-1')).toBeUndefined();
    await rm(folder, { recursive: true });
  });
});
