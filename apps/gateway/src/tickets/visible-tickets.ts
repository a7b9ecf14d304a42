import type { Author } from '@driftdesk/contracts';
import type { Database, PrismaTransaction } from '@driftdesk/database';

/** Which tickets a viewer may see, for a query's `where`: requesters their own. */
export function visibleTo(viewer: Author): { requesterId?: string } {
  return viewer.role === 'requester' ? { requesterId: viewer.id } : {};
}

/**
 * Reads as the viewer may. A requester's queries run under a PostgreSQL role whose policies know his tickets alone, so
 * that a query that forgot `visibleTo` would show no more.
 */
export function readAs<Result>(
  database: Database,
  viewer: Author,
  read: (tx: PrismaTransaction) => Promise<Result>,
): Promise<Result> {
  if (viewer.role !== 'requester') return read(database.prisma);
  return database.prisma.$transaction((tx) => asRequester(tx, viewer, () => read(tx)));
}

/** Runs a part of a transaction under the viewer's policies; what follows has the rights from before. */
export async function asRequester<Result>(
  tx: PrismaTransaction,
  viewer: Author,
  work: () => Promise<Result>,
): Promise<Result> {
  if (viewer.role !== 'requester') return work();
  await tx.$executeRaw`SELECT set_config('driftdesk.requester', ${viewer.id}, true)`;
  await tx.$executeRaw`SET LOCAL ROLE driftdesk_requester`;
  const result = await work();
  await tx.$executeRaw`RESET ROLE`;
  return result;
}
