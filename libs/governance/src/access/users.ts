import type { AccessRole, Author, User } from '@driftdesk/contracts';
import { type Database, type Sql } from '@driftdesk/database';
import { conflict, notFound } from '@driftdesk/platform';
import { v7 as uuidv7 } from 'uuid';
import { type NewAuditEntry, recordAudit } from '../audit/record-audit.js';
import { hashPassword } from './password.js';
import { endSessionsOf } from './sessions.js';
import { skeletonOf } from './skeleton.js';

interface NewUser {
  readonly name: string;
  readonly password: string;
  readonly role: AccessRole;
}

/** What is read of a user to check a password. */
export interface Credentials {
  readonly id: string;
  readonly role: AccessRole;
  readonly password_hash: string;
  readonly disabled: boolean;
}

/** The people who may log in. */
export class Users {
  constructor(private readonly database: Database) {}

  /** A page, by name; `after` is the last name of the page before. @returns the name after which the next page begins */
  async list({ after, limit }: { after?: string | undefined; limit: number }) {
    const where = after === undefined ? {} : { name: { gt: after } };
    const rows = await this.database.prisma.user.findMany({ where, orderBy: { name: 'asc' }, take: limit + 1 });
    const items = rows.slice(0, limit).map(toUser);
    return { items, next: rows.length > limit ? items.at(-1)?.name : undefined };
  }

  /** @throws HttpProblem 409 when the name is taken, or looks like one that is */
  async create(user: NewUser, by: Author): Promise<User> {
    const id = await this.insert(user, { action: 'user.created', actor: by });
    if (id === undefined) throw conflict('name_taken', `There is a user whose name is ${user.name}, or looks like it.`);
    return toUser(await this.database.prisma.user.findUniqueOrThrow({ where: { id } }));
  }

  /** Adds a requester, or does nothing when the name is taken or looks like one that is: either way the work is the same, and nothing is said. */
  async register(name: string, password: string, address: string): Promise<void> {
    await this.insert({ name, password, role: 'requester' }, { action: 'user.registered', address });
  }

  /** Gives users of earlier versions their skeletons. */
  async fillSkeletons(): Promise<void> {
    await this.database.transaction(async (sql) => {
      const users = await sql.query<{ id: string; name: string }>(
        'SELECT id, name FROM access.users WHERE skeleton IS NULL',
      );
      await sql.execute(
        `UPDATE access.users u SET skeleton = filled.skeleton
         FROM unnest($1::uuid[], $2::text[]) AS filled (id, skeleton) WHERE u.id = filled.id`,
        users.map(({ id }) => id),
        users.map(({ name }) => skeletonOf(name)),
      );
    });
  }

  /** Whether nobody could let the others in. */
  async lacksAdmin(): Promise<boolean> {
    return (await this.database.prisma.user.count({ where: { role: 'admin' } })) === 0;
  }

  /** @throws HttpProblem 404; 409 when the last admin would go */
  async change(id: string, change: { role?: AccessRole; disabled?: boolean }, by: Author): Promise<User> {
    await this.database.transaction(async (sql) => {
      // Of all admins, so that two who demote each other at once do not both succeed.
      const admins = await sql.query<{ id: string }>(
        "SELECT id FROM access.users WHERE role = 'admin' AND disabled_at IS NULL FOR UPDATE",
      );
      const [before] = await sql.query<{ role: AccessRole; disabled: boolean }>(
        'SELECT role, disabled_at IS NOT NULL AS disabled FROM access.users WHERE id = $1::uuid FOR UPDATE',
        id,
      );
      if (before === undefined) throw notFound('user');
      const after = { ...before, ...change };
      const remains = after.role === 'admin' && !after.disabled;
      if (!remains && admins.length === 1 && admins[0]?.id === id) {
        throw conflict('last_admin', 'This is the only admin. Make another one first.');
      }
      await sql.execute(
        `UPDATE access.users SET role = $2, disabled_at = CASE WHEN $3 THEN coalesce(disabled_at, now()) END
         WHERE id = $1::uuid`,
        ...[id, after.role, after.disabled],
      );
      if (after.disabled) await endSessionsOf(sql, id);
      const about = { actor: by, subject: { kind: 'user', id } };
      if (after.role !== before.role) {
        const facts = { from: before.role, to: after.role };
        await recordAudit(sql, { action: 'user.role-changed', ...about, facts });
      }
      if (after.disabled !== before.disabled) {
        await recordAudit(sql, { action: 'user.changed', ...about, facts: { disabled: after.disabled } });
      }
    });
    return toUser(await this.database.prisma.user.findUniqueOrThrow({ where: { id } }));
  }

  /** @returns the id; nothing when the name is taken or looks like one that is */
  private async insert(user: NewUser, audit: NewAuditEntry): Promise<string | undefined> {
    const id = uuidv7();
    const passwordHash = await hashPassword(user.password);
    const skeleton = skeletonOf(user.name);
    return this.database.transaction(async (sql) => {
      // Two that look alike and come at once: the second waits, and sees the first.
      await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text', `access.users ${skeleton}`);
      const inserted = await sql.execute(
        `INSERT INTO access.users (id, name, skeleton, role, password_hash, created_at)
         SELECT $1::uuid, $2, $3, $4, $5, now()
         WHERE NOT EXISTS (SELECT FROM access.users WHERE skeleton = $3)
         ON CONFLICT (name) DO NOTHING`,
        ...[id, user.name, skeleton, user.role, passwordHash],
      );
      if (inserted === 0) return undefined;
      await recordAudit(sql, { ...audit, subject: { kind: 'user', id }, facts: { role: user.role } });
      return id;
    });
  }
}

/** A user by name, for a login. */
export async function findCredentials(sql: Sql, name: string): Promise<Credentials | undefined> {
  const [user] = await sql.query<Credentials>(
    'SELECT id, role, password_hash, disabled_at IS NOT NULL AS disabled FROM access.users WHERE name = $1',
    name,
  );
  return user;
}

interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
}

function toUser({ id, name, role, disabledAt, createdAt }: UserRow): User {
  return { id, name, role: role as AccessRole, disabled: disabledAt !== null, createdAt: createdAt.toISOString() };
}
