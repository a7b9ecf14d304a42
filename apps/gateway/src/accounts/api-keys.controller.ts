import { type Author, createApiKey, listApiKeys, type RequestOf, revokeApiKey } from '@driftdesk/contracts';
import { ACCOUNTS, type Accounts } from '@driftdesk/governance';
import { AuthoredBy, decodeSerialCursor, encodeSerialCursor, HttpRoute, Input } from '@driftdesk/platform';
import { Controller, Inject } from '@nestjs/common';

/** Admins over the keys of integrations. */
@Controller()
export class ApiKeysController {
  constructor(@Inject(ACCOUNTS) private readonly accounts: Accounts) {}

  @HttpRoute(listApiKeys)
  async list(@Input() { query: { cursor, limit } }: RequestOf<typeof listApiKeys>) {
    const { items, next } = await this.accounts.apiKeys.list({ before: decodeSerialCursor(cursor), limit });
    return { items, nextCursor: encodeSerialCursor(next) };
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
