import { timingSafeEqual } from 'node:crypto';
import type { AccessRole, ApiKey, ApiScope, Author } from '@driftdesk/contracts';
import { type Database, newestFirst, type Page } from '@driftdesk/database';
import { type Caller, HttpProblem, notFound, unauthorized } from '@driftdesk/platform';
import { v7 as uuidv7 } from 'uuid';
import { recordAudit } from '../audit/record-audit.js';
import { digestSecret, randomSecret } from './secrets.js';

/** A key begins so: scanners of repositories find one that was committed. */
const keyPattern = /^(dd_[A-Za-z0-9_-]{8})_[A-Za-z0-9_-]{43}$/;
const yearMs = 365 * 24 * 3_600_000;

interface NewApiKey {
  readonly name: string;
  readonly role: AccessRole;
  readonly scopes: readonly ApiScope[];
  readonly expiresAt?: string | undefined;
}

/** Keys by which integrations prove who they are. */
export class ApiKeys {
  constructor(private readonly database: Database) {}

  /** A page, newest first, and where the next one begins. */
  async list(page: Page) {
    const { rows, next } = await newestFirst(page, (query) => this.database.prisma.apiKey.findMany(query));
    return { items: rows.map(toApiKey), next };
  }

  /** @returns the key as it is shown once. @throws HttpProblem 400 when it would have expired already */
  async create({ name, role, scopes, expiresAt }: NewApiKey, by: Author): Promise<ApiKey & { key: string }> {
    const now = new Date();
    const expires = expiresAt === undefined ? new Date(now.getTime() + yearMs) : new Date(expiresAt);
    if (expires <= now) {
      const errors = [{ field: 'body.expiresAt', message: 'is in the past' }];
      throw new HttpProblem(400, 'invalid_request', 'The request is not valid. body.expiresAt: is in the past', errors);
    }
    const prefix = `dd_${randomSecret().slice(0, 8)}`;
    const key = `${prefix}_${randomSecret()}`;
    const [id, secretHash, kept] = [uuidv7(), digestSecret(key), [...new Set(scopes)]];
    await this.database.transaction(async (sql) => {
      await sql.execute(
        `INSERT INTO access.api_keys (id, prefix, secret_hash, name, role, scopes, created_at, expires_at)
         VALUES ($1::uuid, $2, $3, $4, $5, $6::text[], $7::timestamptz, $8::timestamptz)`,
        ...[id, prefix, secretHash, name, role, kept, now.toISOString(), expires.toISOString()],
      );
      const subject = { kind: 'api-key', id };
      await recordAudit(sql, { action: 'api-key.created', actor: by, subject, facts: { role, scopes: kept.length } });
    });
    const row = await this.database.prisma.apiKey.findUniqueOrThrow({ where: { id } });
    return { ...toApiKey(row), key };
  }

  /** @throws HttpProblem 404 */
  async revoke(id: string, by: Author): Promise<void> {
    await this.database.transaction(async (sql) => {
      const [row] = await sql.query<{ revoked: boolean }>(
        'SELECT revoked_at IS NOT NULL AS revoked FROM access.api_keys WHERE id = $1::uuid FOR UPDATE',
        id,
      );
      if (row === undefined) throw notFound('API key');
      if (row.revoked) return;
      await sql.execute('UPDATE access.api_keys SET revoked_at = now() WHERE id = $1::uuid', id);
      await recordAudit(sql, { action: 'api-key.revoked', actor: by, subject: { kind: 'api-key', id } });
    });
  }

  /** Who holds a key. @throws HttpProblem 401, which does not say why */
  async callerOf(key: string): Promise<Caller> {
    const prefix = keyPattern.exec(key)?.[1];
    const [row] =
      prefix === undefined
        ? []
        : await this.database.sql.query<KeyRow>(
            `SELECT secret_hash, name, role, scopes FROM access.api_keys
             WHERE prefix = $1 AND revoked_at IS NULL AND expires_at > now()`,
            prefix,
          );
    if (prefix === undefined || row === undefined || !isSame(digestSecret(key), row.secret_hash)) {
      throw unauthorized('The API key is not valid, or not any more.');
    }
    const { name, role, scopes } = row;
    return { id: `key-${prefix}`, name, role, scopes };
  }
}

interface KeyRow {
  readonly secret_hash: string;
  readonly name: string;
  readonly role: AccessRole;
  readonly scopes: ApiScope[];
}

const isSame = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

interface StoredKey {
  readonly id: string;
  readonly prefix: string;
  readonly name: string;
  readonly role: string;
  readonly scopes: string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

function toApiKey({ id, prefix, name, role, scopes, createdAt, expiresAt, revokedAt }: StoredKey): ApiKey {
  return {
    ...{ id, prefix, name, role: role as AccessRole, scopes: scopes as ApiScope[] },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    ...(revokedAt === null ? {} : { revokedAt: revokedAt.toISOString() }),
  };
}
