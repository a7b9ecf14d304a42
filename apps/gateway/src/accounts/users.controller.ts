import { type Author, changeUser, createUser, listUsers, type RequestOf } from '@driftdesk/contracts';
import { ACCOUNTS, type Accounts } from '@driftdesk/governance';
import { AuthoredBy, HttpRoute, Input } from '@driftdesk/platform';
import { Controller, Inject } from '@nestjs/common';

/** Admins over users. */
@Controller()
export class UsersController {
  constructor(@Inject(ACCOUNTS) private readonly accounts: Accounts) {}

  @HttpRoute(listUsers)
  async list() {
    return { items: await this.accounts.users.list(), nextCursor: null };
  }

  @HttpRoute(createUser)
  create(@Input() { body }: RequestOf<typeof createUser>, @AuthoredBy() author: Author) {
    return this.accounts.users.create(body, author);
  }

  @HttpRoute(changeUser)
  change(@Input() { params, body }: RequestOf<typeof changeUser>, @AuthoredBy() author: Author) {
    return this.accounts.users.change(params.id, body, author);
  }
}
