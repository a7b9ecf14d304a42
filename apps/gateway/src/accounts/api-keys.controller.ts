import { type Author, createApiKey, listApiKeys, type RequestOf, revokeApiKey } from '@driftdesk/contracts';
import { ACCOUNTS, type Accounts } from '@driftdesk/governance';
import { AuthoredBy, HttpRoute, Input } from '@driftdesk/platform';
import { Controller, Inject } from '@nestjs/common';

/** Admins over the keys of integrations. */
@Controller()
export class ApiKeysController {
  constructor(@Inject(ACCOUNTS) private readonly accounts: Accounts) {}

  @HttpRoute(listApiKeys)
  async list() {
    return { items: await this.accounts.apiKeys.list(), nextCursor: null };
  }

  @HttpRoute(createApiKey)
  create(@Input() { body }: RequestOf<typeof createApiKey>, @AuthoredBy() author: Author) {
    return this.accounts.apiKeys.create(body, author);
  }

  @HttpRoute(revokeApiKey)
  async revoke(@Input() { params }: RequestOf<typeof revokeApiKey>, @AuthoredBy() author: Author): Promise<void> {
    await this.accounts.apiKeys.revoke(params.id, author);
  }
}
