import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { genesis } from './audit-chain.js';
import { type AuditKey, auditKeyFile, openAuditKey } from './audit-key.js';

describe('the key that signs the audit', () => {
  let database: Database;
  let home: string;
  beforeAll(async () => void (database = await openPglite()));
  afterAll(() => database.close());
  beforeEach(async () => void (home = await mkdtemp(join(tmpdir(), 'driftdesk-audit-key-'))));
  afterEach(() => rm(home, { recursive: true }));

  async function keepCheckpoint(key: AuditKey): Promise<void> {
    const { count, head, signedAt, keyId, signature } = key.checkpoint('checkpoint', 1, genesis);
    await database.sql.execute(
      `INSERT INTO gateway.audit_checkpoints (count, head, signed_at, key_id, signature)
       VALUES ($1::bigint, $2, $3::timestamptz, $4, $5)`,
      ...[count, head, signedAt, keyId, signature],
    );
  }

  it('is made once, for the owner alone', async () => {
    const made = await openAuditKey(database, home, undefined);
    expect((await stat(auditKeyFile(home))).mode & 0o777).toBe(0o600);
    expect((await openAuditKey(database, home, undefined)).keyId).toBe(made.keyId);
  });

  it('is not looked for elsewhere when its file is named', async () => {
    const named = join(home, 'named.pem');
    await expect(openAuditKey(database, home, named)).rejects.toThrow(`there is no file ${named}`);
  });

  it('is not replaced when it is lost and something is signed with it', async () => {
    const made = await openAuditKey(database, home, undefined);
    await keepCheckpoint(made);
    const file = auditKeyFile(home);
    const pem = await readFile(file, 'utf8');
    await rm(file);
    await expect(openAuditKey(database, home, undefined)).rejects.toThrow('Put the key back from a backup');
    await expect(stat(file)).rejects.toThrow('ENOENT');

    await writeFile(file, pem, { mode: 0o600 });
    expect((await openAuditKey(database, home, undefined)).keyId).toBe(made.keyId);
  });
});
