import { Readable } from 'node:stream';
import { exportAudit, listAudit, type RequestOf, verifyAuditChain } from '@driftdesk/contracts';
import { HttpRoute, Input } from '@driftdesk/platform';
import { Controller, StreamableFile } from '@nestjs/common';
import { AuditReader } from './audit/audit-reader.js';

/** What was recorded of who did what, and whether the record is whole. */
@Controller()
export class AuditController {
  constructor(private readonly audit: AuditReader) {}

  @HttpRoute(listAudit)
  list(@Input() { query }: RequestOf<typeof listAudit>) {
    return this.audit.list(query);
  }

  @HttpRoute(exportAudit)
  export() {
    return new StreamableFile(Readable.from(this.audit.exportLines(), { objectMode: false }), {
      type: 'application/x-ndjson; charset=utf-8',
      disposition: 'attachment; filename="export.jsonl"',
    });
  }

  @HttpRoute(verifyAuditChain)
  verification() {
    return this.audit.verification();
  }
}
