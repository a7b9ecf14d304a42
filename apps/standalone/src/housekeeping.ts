import type { Database } from '@driftdesk/database';
import { pruneLog } from '@driftdesk/messaging';
import type { Logger } from '@driftdesk/platform';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Deletes every hour what is older than the retention, and sessions that are over; returns how to stop. */
export function startHousekeeping(database: Database, retentionDays: number, logger: Logger): () => void {
  const clean = async () => {
    try {
      const events = await pruneLog(database, retentionDays * dayMs);
      const before = new Date(Date.now() - retentionDays * dayMs);
      const keys = await database.prisma.idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } });
      const sessions = await database.prisma.session.deleteMany({ where: { expiresAt: { lt: new Date() } } });
      logger.debug({ events, keys: keys.count, sessions: sessions.count }, 'housekeeping');
    } catch (error) {
      logger.error({ err: error }, 'housekeeping failed');
    }
  };
  const timer = setInterval(() => void clean(), hourMs);
  timer.unref();
  return () => clearInterval(timer);
}
