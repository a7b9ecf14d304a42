import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelReference } from '@driftdesk/contracts';
import type { Database, Sql } from '@driftdesk/database';
import {
  checkDigest,
  readCheckedFiles,
  VersionCorrupt,
  type VersionFiles,
  versionName,
  writeVersion,
} from '@driftdesk/inference';
import type { ArtefactStore } from './artefact-store.js';
import { isWhole } from './is-whole.js';

/** Bytes of a file in one row: a statement that carries them holds an embedded store for some ten milliseconds. */
const partBytes = 256 * 1024;

/**
 * Keeps versions in the table `registry.version_files`. What is fetched is written below `cache` as
 * `<model>/v-<12 digits of the digest>` and read from there the next time, as long as it is whole.
 */
export function createDatabaseStore(database: Database, cache: string): ArtefactStore {
  const { sql } = database;
  const cached = ({ name, digest }: ModelReference) => join(cache, name, versionName(digest));
  const materialise = async (version: ModelReference) => {
    if (await isWhole(cached(version), version.digest)) return cached(version);
    const files = await readFiles(sql, version);
    await rm(cached(version), { recursive: true, force: true });
    await mkdir(join(cache, version.name), { recursive: true });
    return (await writeVersion(join(cache, version.name), files)).directory;
  };
  const underWay = new Map<string, Promise<string>>();
  return {
    async save(version, folder) {
      if (await isStored(sql, version)) return;
      const { files } = await readCheckedFiles(folder, version.digest);
      // One transaction: another reader finds the version whole or not at all.
      await database.transaction(async (tx) => {
        await deleteFiles(tx, version);
        for (const [file, bytes] of files) await insertFile(tx, version, file, bytes);
      });
    },
    // Who asks while the same files are being written waits for them.
    fetch(version) {
      const running =
        underWay.get(version.digest) ?? materialise(version).finally(() => underWay.delete(version.digest));
      underWay.set(version.digest, running);
      return running;
    },
    async has({ name, version }) {
      const statement = 'SELECT 1 FROM "registry"."version_files" WHERE name = $1 AND version = $2 LIMIT 1';
      return (await sql.query(statement, name, version)).length > 0;
    },
    async remove(version) {
      await deleteFiles(sql, version);
      await rm(cached(version), { recursive: true, force: true });
    },
    removePartial: () => removePartial(cache),
  };
}

// Base64 on the way: PGlite takes six times as long to write bytea as a parameter.
async function insertFile(sql: Sql, { name, version }: ModelReference, file: string, bytes: Uint8Array): Promise<void> {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = Math.max(1, Math.ceil(content.length / partBytes));
  for (let part = 0; part < parts; part++) {
    const base64 = content.subarray(part * partBytes, (part + 1) * partBytes).toString('base64');
    await sql.execute(
      `INSERT INTO "registry"."version_files" (name, version, file, part, content)
       VALUES ($1, $2, $3, $4, decode($5, 'base64'))`,
      ...[name, version, file, part, base64],
    );
  }
}

/** @throws VersionCorrupt when the files are not there, or not those of the digest */
async function readFiles(sql: Sql, { name, version, digest }: ModelReference): Promise<VersionFiles> {
  const keys = await sql.query<{ file: string; part: number }>(
    'SELECT file, part FROM "registry"."version_files" WHERE name = $1 AND version = $2 ORDER BY file, part',
    ...[name, version],
  );
  if (keys.length === 0) throw new VersionCorrupt(`The database holds no files of ${version}.`);
  const parts = new Map<string, Buffer[]>();
  for (const { file, part } of keys) {
    const rows = await sql.query<{ content: string }>(
      `SELECT encode(content, 'base64') AS content FROM "registry"."version_files"
       WHERE name = $1 AND version = $2 AND file = $3 AND part = $4`,
      ...[name, version, file, part],
    );
    parts.set(file, [...(parts.get(file) ?? []), ...rows.map(({ content }) => Buffer.from(content, 'base64'))]);
  }
  const files = new Map([...parts].map(([file, pieces]) => [file, Buffer.concat(pieces)] as const));
  checkDigest(version, files, digest);
  return files;
}

async function isStored(sql: Sql, version: ModelReference): Promise<boolean> {
  return readFiles(sql, version).then(
    () => true,
    () => false,
  );
}

async function deleteFiles(sql: Sql, { name, version }: ModelReference): Promise<void> {
  await sql.execute('DELETE FROM "registry"."version_files" WHERE name = $1 AND version = $2', name, version);
}

async function removePartial(cache: string): Promise<void> {
  for (const name of await readdir(cache).catch(() => [])) {
    const entries = await readdir(join(cache, name));
    for (const entry of entries.filter((one) => one.startsWith('.incomplete-'))) {
      await rm(join(cache, name, entry), { recursive: true, force: true });
    }
  }
}
