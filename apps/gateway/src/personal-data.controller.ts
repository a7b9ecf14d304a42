import {
  type Author,
  changeConsent,
  eraseRequesterData,
  exportRequesterData,
  type RequestOf,
} from '@driftdesk/contracts';
import { AuthoredBy, HttpRoute, Input } from '@driftdesk/platform';
import { Controller } from '@nestjs/common';
import { RequesterData } from './privacy/requester-data.js';
import { TicketConsent } from './privacy/ticket-consent.js';
import { TicketReader } from './tickets/ticket-reader.js';

/** What people may ask of the desk about their data. */
@Controller()
export class PersonalDataController {
  constructor(
    private readonly consents: TicketConsent,
    private readonly data: RequesterData,
    private readonly tickets: TicketReader,
  ) {}

  @HttpRoute(changeConsent)
  async consent(@Input() { params, body }: RequestOf<typeof changeConsent>, @AuthoredBy() author: Author) {
    await this.consents.change(params.id, body, author);
    return this.tickets.get(params.id, author);
  }

  @HttpRoute(exportRequesterData)
  export(@Input() { params, query }: RequestOf<typeof exportRequesterData>, @AuthoredBy() author: Author) {
    return this.data.export(params.id, query, author);
  }

  @HttpRoute(eraseRequesterData)
  erase(@Input() { params }: RequestOf<typeof eraseRequesterData>, @AuthoredBy() author: Author) {
    return this.data.erase(params.id, author);
  }
}
