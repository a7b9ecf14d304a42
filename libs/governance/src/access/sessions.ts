import type { AccessRole, Tokens } from '@driftdesk/contracts';
import type { Database, Sql } from '@driftdesk/database';
import { type Caller, tooManyRequests, unauthorized } from '@driftdesk/platform';
import { type IRateLimiterRes, RateLimiterMemory } from 'rate-limiter-flexible';
import { v7 as uuidv7 } from 'uuid';
import { recordAudit } from '../audit/record-audit.js';
import type { AccessKey } from './access-key.js';
import { accessTokenSeconds, invalidToken, issueAccessToken, verifyAccessToken } from './access-token.js';
import { digestSecret, randomSecret } from './secrets.js';

/** After that a person logs in again, however often the tokens were refreshed. */
const sessionDays = 30;
/** Open sessions of one user; one more ends the oldest. */
export const mostSessions = 100;
/** New tokens of one session in an hour: every used one is kept until the session ends. */
export const mostRefreshes = 60;

interface SessionRow {
  readonly session_id: string;
  readonly user_id: string;
  readonly role: AccessRole;
  readonly alive: boolean;
  readonly used: boolean;
}

/** Logins and the tokens that come of them. Every refresh token is good once (RFC 9700, 4.14.2). */
export class Sessions {
  private readonly refreshes = new RateLimiterMemory({ points: mostRefreshes, duration: 60 * 60 });

  constructor(
    private readonly database: Database,
    private readonly key: AccessKey,
  ) {}

  /** Opens a session in the caller's transaction. */
  async open(sql: Sql, userId: string): Promise<Tokens> {
    const sessionId = uuidv7();
    const refreshToken = randomSecret();
    await sql.execute(
      `INSERT INTO access.sessions (id, user_id, created_at, expires_at)
       VALUES ($1::uuid, $2::uuid, now(), now() + make_interval(days => $3))`,
      ...[sessionId, userId, sessionDays],
    );
    await endOldest(sql, userId);
    await storeRefreshToken(sql, refreshToken, sessionId);
    return this.tokens(userId, sessionId, refreshToken);
  }

  /**
   * New tokens for a refresh token. One that was used before was stolen, from or by whoever uses it now: the session ends.
   * @throws HttpProblem 401; 429 when the session has had many
   */
  async refresh(refreshToken: string, address: string): Promise<Tokens> {
    const next = randomSecret();
    const row = await this.database.transaction(async (sql) => {
      const found = await findByRefreshToken(sql, refreshToken);
      if (found === undefined || !found.alive) return undefined;
      if (found.used) return endStolen(sql, found, address);
      await this.spend(found.session_id);
      const hash = digestSecret(refreshToken);
      await sql.execute('UPDATE access.refresh_tokens SET used_at = now() WHERE hash = $1', hash);
      await storeRefreshToken(sql, next, found.session_id);
      return found;
    });
    if (row === undefined) throw unauthorized('The refresh token is not valid, or not any more. Log in again.');
    return this.tokens(row.user_id, row.session_id, next);
  }

  /** Ends the session of a refresh token; nothing when it is none. */
  async close(refreshToken: string, address: string): Promise<void> {
    await this.database.transaction(async (sql) => {
      const found = await findByRefreshToken(sql, refreshToken);
      if (found === undefined || !found.alive) return;
      await endSession(sql, found.session_id);
      await recordAudit(sql, { action: 'session.closed', actor: actorOf(found), address });
    });
  }

  /** Who holds an access token, as the store knows him now. @throws HttpProblem 401 */
  async callerOf(accessToken: string): Promise<Caller> {
    const { userId, sessionId } = await verifyAccessToken(this.key, accessToken);
    const [user] = await this.database.sql.query<{ name: string; role: AccessRole }>(
      `SELECT u.name, u.role FROM access.sessions s JOIN access.users u ON u.id = s.user_id
       WHERE s.id = $1::uuid AND u.id = $2::uuid
         AND s.ended_at IS NULL AND s.expires_at > now() AND u.disabled_at IS NULL`,
      ...[sessionId, userId],
    );
    if (user === undefined) throw invalidToken();
    return { id: userId, name: user.name, role: user.role };
  }

  private async spend(sessionId: string): Promise<void> {
    await this.refreshes.consume(sessionId).catch((refusal: Error | IRateLimiterRes) => {
      if (refusal instanceof Error) throw refusal;
      throw tooManyRequests(`At most ${mostRefreshes} new tokens an hour.`, (refusal.msBeforeNext ?? 0) / 1000);
    });
  }

  private async tokens(userId: string, sessionId: string, refreshToken: string): Promise<Tokens> {
    const accessToken = await issueAccessToken(this.key, { userId, sessionId });
    return { accessToken, tokenType: 'Bearer', expiresIn: accessTokenSeconds, refreshToken };
  }
}

/** Ends every session of a user, so that tokens that are out count no more. */
export async function endSessionsOf(sql: Sql, userId: string): Promise<void> {
  await sql.execute(
    'UPDATE access.sessions SET ended_at = now() WHERE user_id = $1::uuid AND ended_at IS NULL',
    userId,
  );
}

async function endOldest(sql: Sql, userId: string): Promise<void> {
  await sql.execute(
    `UPDATE access.sessions SET ended_at = now() WHERE id IN (
       SELECT id FROM access.sessions WHERE user_id = $1::uuid AND ended_at IS NULL
       ORDER BY created_at DESC, id DESC OFFSET $2::int)`,
    ...[userId, mostSessions],
  );
}

async function endStolen(sql: Sql, found: SessionRow, address: string): Promise<undefined> {
  await endSession(sql, found.session_id);
  const subject = { kind: 'session', id: found.session_id };
  await recordAudit(sql, {
    action: 'session.theft-detected',
    outcome: 'refused',
    actor: actorOf(found),
    subject,
    address,
  });
}

async function endSession(sql: Sql, id: string): Promise<void> {
  await sql.execute('UPDATE access.sessions SET ended_at = now() WHERE id = $1::uuid', id);
}

async function storeRefreshToken(sql: Sql, token: string, sessionId: string): Promise<void> {
  await sql.execute(
    'INSERT INTO access.refresh_tokens (hash, session_id) VALUES ($1, $2::uuid)',
    ...[digestSecret(token), sessionId],
  );
}

// Locked, so that of two uses at once the second sees the first.
async function findByRefreshToken(sql: Sql, token: string): Promise<SessionRow | undefined> {
  const [row] = await sql.query<SessionRow>(
    `SELECT s.id AS session_id, s.user_id, u.role, r.used_at IS NOT NULL AS used,
            s.ended_at IS NULL AND s.expires_at > now() AND u.disabled_at IS NULL AS alive
     FROM access.refresh_tokens r JOIN access.sessions s ON s.id = r.session_id JOIN access.users u ON u.id = s.user_id
     WHERE r.hash = $1 FOR UPDATE OF r, s`,
    digestSecret(token),
  );
  return row;
}

const actorOf = ({ user_id: id, role }: SessionRow) => ({ id, role });
