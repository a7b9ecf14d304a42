import type { Database } from '@driftdesk/database';
import {
  type AccessKey,
  type Accounts,
  bearerAccess,
  ensureAdmin,
  type MadePassword,
  openAccess,
  openAccounts,
} from '@driftdesk/governance';
import type { AccessControl, Logger } from '@driftdesk/platform';
import type { StandaloneEnvironment } from './environment.js';

/** How this desk knows who calls, and who may log in. */
export interface OpenedAccess {
  readonly access: AccessControl;
  readonly accounts: Accounts;
  /** What the start tells of it. */
  readonly announce: (logger: Logger) => void;
}

/** Opens access control with the installation's key; without one the desk is open. @throws StartRefused for a bad password */
export async function openAccessControl(
  database: Database,
  home: string,
  environment: StandaloneEnvironment,
  key: AccessKey | undefined,
): Promise<OpenedAccess> {
  if (key === undefined) {
    return {
      access: openAccess(environment.CORS_ORIGINS),
      accounts: openAccounts(database, environment),
      announce: warnOfOpenDesk,
    };
  }
  const accounts = openAccounts(database, environment, key);
  await accounts.users.fillSkeletons();
  const made = await ensureAdmin(accounts.users, home, environment);
  const { sessions, apiKeys } = accounts;
  const access = bearerAccess(key, [
    { recognizes: (token) => token.startsWith('dd_'), callerOf: (token) => apiKeys.callerOf(token) },
    ...(sessions === undefined
      ? []
      : [
          {
            recognizes: (token: string) => token.split('.').length === 3,
            callerOf: (token: string) => sessions.callerOf(token),
          },
        ]),
  ]);
  return { access, accounts, announce: () => made && tellPassword(made) };
}

function warnOfOpenDesk(logger: Logger): void {
  const warning = 'Access control is off: every program of this machine is admin here. ACCESS_CONTROL=on turns it on.';
  logger.warn(warning);
  process.stderr.write(`${warning}\n`);
}

// Whatever keeps the output of a service would keep the password with it: only a terminal is shown it.
function tellPassword({ name, password, file }: MadePassword): void {
  const shown = process.stderr.isTTY ? `: ${password}` : '.';
  process.stderr.write(`The first admin is "${name}"; the password is in ${file}${shown}\n`);
}
