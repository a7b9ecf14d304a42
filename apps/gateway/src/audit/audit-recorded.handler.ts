import { type AuditEntry, auditRecorded, type Envelope } from '@driftdesk/contracts';
import { type Effects, Handles } from '@driftdesk/messaging';
import { Controller, Inject } from '@nestjs/common';
import { GATEWAY_OPTIONS, type GatewayOptions } from '../options.js';
import { appendAudit } from './audit-log.js';

@Controller()
export class AuditRecordedHandler {
  constructor(@Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions) {}

  /** The chain is read and written in the transaction alone: handlers run ahead of the commits before them. */
  @Handles(auditRecorded, { consumer: 'audit', batchSize: 256 })
  async append(batch: readonly Envelope<AuditEntry>[]): Promise<Effects> {
    return { write: (sql) => appendAudit(sql, batch, this.options.auditKey) };
  }
}
