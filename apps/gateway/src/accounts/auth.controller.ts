import {
  changePassword,
  getCaller,
  login,
  logout,
  refreshSession,
  register,
  type RequestOf,
} from '@driftdesk/contracts';
import { ACCOUNTS, type Accounts } from '@driftdesk/governance';
import { CalledBy, type Caller, conflict, HttpProblem, HttpRoute, Input } from '@driftdesk/platform';
import { Controller, Inject, Ip } from '@nestjs/common';
import { RegistrationLimit } from './registration-limit.js';

/** Logging in and out, and what callers do with their own account. */
@Controller()
export class AuthController {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: Accounts,
    private readonly registrations: RegistrationLimit,
  ) {}

  @HttpRoute(register)
  async register(@Input() { body }: RequestOf<typeof register>, @Ip() address: string): Promise<void> {
    this.required('login');
    if (!this.accounts.registrationOpen) {
      throw new HttpProblem(403, 'registration_closed', 'An admin adds users here. Ask for an account.');
    }
    await this.registrations.spend(address);
    await this.accounts.users.register(body.name, body.password, address);
  }

  @HttpRoute(login)
  login(@Input() { body }: RequestOf<typeof login>, @Ip() address: string) {
    return this.required('login').withPassword(body.name, body.password, address);
  }

  @HttpRoute(refreshSession)
  refresh(@Input() { body }: RequestOf<typeof refreshSession>, @Ip() address: string) {
    return this.required('sessions').refresh(body.refreshToken, address);
  }

  @HttpRoute(logout)
  async logout(@Input() { body }: RequestOf<typeof logout>, @Ip() address: string): Promise<void> {
    await this.required('sessions').close(body.refreshToken, address);
  }

  @HttpRoute(getCaller)
  me(@CalledBy() { id, name, role, scopes }: Caller) {
    return { id, role, ...(name === undefined ? {} : { name }), ...(scopes === undefined ? {} : { scopes }) };
  }

  @HttpRoute(changePassword)
  async changePassword(
    @Input() { body }: RequestOf<typeof changePassword>,
    @CalledBy() caller: Caller,
    @Ip() address: string,
  ): Promise<void> {
    await this.required('login').changePassword(caller, body.current, body.password, address);
  }

  private required<Part extends 'login' | 'sessions'>(part: Part): NonNullable<Accounts[Part]> {
    const found = this.accounts[part];
    if (found) return found;
    throw conflict('access_control_off', 'Access control is off: everybody is admin. Set ACCESS_CONTROL=on to log in.');
  }
}
