import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { newPasswordSchema, userNameSchema } from '@driftdesk/contracts';
import type { Database } from '@driftdesk/database';
import { StartRefused } from '@driftdesk/platform';
import { systemIdentity } from '../identity.js';
import { createSecretFile, readSecretFile } from '../secrets/secret-file.js';
import type { AccessKey } from './access-key.js';
import { ApiKeys } from './api-keys.js';
import type { AccessEnvironment } from './environment.js';
import { Login } from './login.js';
import { Sessions } from './sessions.js';
import { Users } from './users.js';

/** Token of `Accounts`. */
export const ACCOUNTS = Symbol('Accounts');

/** Who may log in, and with what. */
export interface Accounts {
  readonly users: Users;
  readonly apiKeys: ApiKeys;
  /** Absent while access control is off: nobody needs to log in. */
  readonly sessions?: Sessions | undefined;
  readonly login?: Login | undefined;
  readonly registrationOpen: boolean;
}

/** Opens the accounts of a store; with a key, people can log in. */
export function openAccounts(
  database: Database,
  { REGISTRATION }: Pick<AccessEnvironment, 'REGISTRATION'>,
  key?: AccessKey,
): Accounts {
  const sessions = key && new Sessions(database, key);
  return {
    users: new Users(database),
    apiKeys: new ApiKeys(database),
    sessions,
    login: sessions && new Login(database, sessions),
    registrationOpen: REGISTRATION === 'open',
  };
}

const what = 'the first admin’s password';

/** A password that was made at this start, and where it lies. */
export interface MadePassword {
  readonly name: string;
  readonly password: string;
  readonly file: string;
}

/**
 * Adds the first admin when there is none, with the password that the environment names, or one that is made now.
 * @returns the password when it was made; it is for a terminal and for nothing else
 * @throws StartRefused when what is configured cannot be a name or a password
 */
export async function ensureAdmin(
  users: Users,
  home: string,
  environment: AccessEnvironment,
): Promise<MadePassword | undefined> {
  if (!(await users.lacksAdmin())) return undefined;
  const name = userNameSchema.safeParse(environment.ADMIN_NAME);
  if (!name.success) throw new StartRefused(`ADMIN_NAME ${name.error.issues[0]?.message}.`);
  const named = await namedPassword(environment);
  const file = join(home, 'keys', 'admin-password');
  const password = named ?? (await createSecretFile(file, randomBytes(18).toString('base64url'), what));
  if (!newPasswordSchema.safeParse(password).success) {
    throw new StartRefused('The first admin’s password must have 12 to 256 characters. Set another ADMIN_PASSWORD.');
  }
  await users.create({ name: name.data, password, role: 'admin' }, systemIdentity);
  return named === undefined ? { name: name.data, password, file } : undefined;
}

async function namedPassword({ ADMIN_PASSWORD, ADMIN_PASSWORD_FILE }: AccessEnvironment): Promise<string | undefined> {
  if (ADMIN_PASSWORD !== undefined || ADMIN_PASSWORD_FILE === undefined) return ADMIN_PASSWORD;
  const password = await readSecretFile(resolve(ADMIN_PASSWORD_FILE), what);
  if (password === undefined) throw new StartRefused(`ADMIN_PASSWORD_FILE: there is no file ${ADMIN_PASSWORD_FILE}.`);
  return password;
}
