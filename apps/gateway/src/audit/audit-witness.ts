import { type AuditCheckpoint, auditCheckpointSchema } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import type { Witness } from '@driftdesk/governance';
import { LOGGER, type Logger } from '@driftdesk/platform';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { auditChannel } from './audit-log.js';

/**
 * Says in the log how far the audit is, where who changes the store does not reach: a tail that is cut off shows by it.
 * What was said is what was committed: it is heard by NOTIFY, and said once more at every start.
 */
@Injectable()
export class AuditWitness implements OnModuleInit, OnModuleDestroy {
  private latest: Witness | undefined;
  private unlisten: (() => Promise<void>) | undefined;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    this.unlisten = await this.database.listen(auditChannel, (payload) =>
      this.hear(auditCheckpointSchema.parse(JSON.parse(payload))),
    );
    const last = await this.database.prisma.auditCheckpoint.findFirst({ orderBy: { count: 'desc' } });
    if (last !== null) this.hear({ ...last, count: Number(last.count), signedAt: last.signedAt.toISOString() });
  }

  async onModuleDestroy(): Promise<void> {
    await this.unlisten?.();
  }

  /** The furthest that the audit was while this process ran. */
  get witnesses(): readonly Witness[] {
    return this.latest === undefined ? [] : [this.latest];
  }

  private hear({ count, head, signedAt, keyId, signature }: AuditCheckpoint): void {
    if (this.latest !== undefined && count <= this.latest.count) {
      this.logger.error({ count, known: this.latest.count }, 'the audit is shorter than it was: its tail was cut off');
    } else this.latest = { count, head };
    this.logger.info({ audit: { count, head, signedAt, keyId, signature } }, 'audit checkpoint');
  }
}
