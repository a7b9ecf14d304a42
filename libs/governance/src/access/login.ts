import type { Tokens } from '@driftdesk/contracts';
import type { Database } from '@driftdesk/database';
import { type Caller, HttpProblem, tooManyRequests, unauthorized } from '@driftdesk/platform';
import { type IRateLimiterRes, RateLimiterMemory } from 'rate-limiter-flexible';
import { recordAudit } from '../audit/record-audit.js';
import { hashPassword, isPassword } from './password.js';
import { endSessionsOf, type Sessions } from './sessions.js';
import { findCredentials } from './users.js';

const quarterOfAnHour = 15 * 60;

/** Wrong passwords: few for one name from one address, more for either alone (NIST SP 800-63B, 3.2.2: at most 100). */
const guesses = () => ({
  nameAndAddress: new RateLimiterMemory({ points: 10, duration: quarterOfAnHour }),
  address: new RateLimiterMemory({ points: 100, duration: quarterOfAnHour }),
  name: new RateLimiterMemory({ points: 100, duration: 60 * 60 }),
});

/**
 * Name and password for tokens. A name that is not there, a wrong password and a disabled user are one reply, after the
 * same work, under the same limits.
 */
export class Login {
  private readonly guesses = guesses();

  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
  ) {}

  /** @throws HttpProblem 401; 429 after too many guesses */
  async withPassword(name: string, password: string, address: string): Promise<Tokens> {
    await this.spend(name, address);
    const user = await findCredentials(this.database.sql, name);
    const right = await isPassword(user?.password_hash, password);
    if (user === undefined || !right || user.disabled) {
      // Not the name: it may be a password in the wrong field.
      const subject = user === undefined ? undefined : { kind: 'user', id: user.id };
      await recordAudit(this.database.sql, { action: 'session.refused', outcome: 'refused', subject, address });
      throw unauthorized('Name or password is not right.');
    }
    await this.forget(name, address);
    return this.database.transaction(async (sql) => {
      const { id, role } = user;
      await recordAudit(sql, { action: 'session.opened', actor: { id, role }, address });
      return this.sessions.open(sql, id);
    });
  }

  /**
   * Changes one's own password and ends one's sessions.
   * @throws HttpProblem 403 when `current` is not the password; 429 after too many guesses
   */
  async changePassword(caller: Caller, current: string, password: string, address: string): Promise<void> {
    const { id, role } = caller;
    await this.spend(id, address);
    const user = await this.database.prisma.user.findUnique({ where: { id } });
    if (!(await isPassword(user?.passwordHash, current))) {
      throw new HttpProblem(403, 'wrong_password', 'The current password is not right.');
    }
    const passwordHash = await hashPassword(password);
    await this.database.transaction(async (sql) => {
      await sql.execute('UPDATE access.users SET password_hash = $2 WHERE id = $1::uuid', id, passwordHash);
      await endSessionsOf(sql, id);
      const subject = { kind: 'user', id };
      await recordAudit(sql, { action: 'user.password-changed', actor: { id, role }, subject, address });
    });
    await this.forget(id, address);
  }

  // Counted before the password is looked at: guesses that come at once count as well.
  private async spend(name: string, address: string): Promise<void> {
    try {
      await this.guesses.address.consume(address);
      await this.guesses.nameAndAddress.consume(`${address} ${name}`);
      await this.guesses.name.consume(name);
    } catch (refusal) {
      if (refusal instanceof Error) throw refusal;
      throw tooManyRequests('Too many attempts to log in.', (refusal as IRateLimiterRes).msBeforeNext! / 1000);
    }
  }

  /** Who knows the password was not guessing. */
  private async forget(name: string, address: string): Promise<void> {
    await this.guesses.nameAndAddress.delete(`${address} ${name}`);
    await this.guesses.address.reward(address);
    await this.guesses.name.reward(name);
  }
}
