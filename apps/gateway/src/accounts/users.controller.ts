import { type Author, changeUser, createUser, listUsers, type RequestOf } from '@driftdesk/contracts';
import { ACCOUNTS, type Accounts } from '@driftdesk/governance';
import { AuthoredBy, decodeNameCursor, encodeNameCursor, HttpRoute, Input } from '@driftdesk/platform';
import { Controller, Inject } from '@nestjs/common';

/** Admins over users. */
@Controller()
export class UsersController {
  constructor(@Inject(ACCOUNTS) private readonly accounts: Accounts) {}

  @HttpRoute(listUsers)
  async list(@Input() { query: { cursor, limit } }: RequestOf<typeof listUsers>) {
    const { items, next } = await this.accounts.users.list({ after: decodeNameCursor(cursor), limit });
    return { items, nextCursor: encodeNameCursor(next) };
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
