import type { ModelReference } from '@driftdesk/contracts';
import { type Database, notify, sqlOf } from '@driftdesk/database';

/** Notes that a process serves a version now, and tells whoever watches the registry. */
export async function reportServing(
  database: Database,
  channel: string,
  instance: string,
  { name: model, version }: ModelReference,
): Promise<void> {
  await database.prisma.$transaction(async (tx) => {
    const where = { model_instance: { model, instance } };
    const known = await tx.servingReport.findUnique({ where });
    if (known?.version === version) return;
    const said = { version, since: new Date() };
    await tx.servingReport.upsert({ where, create: { model, instance, ...said }, update: said });
    await notify(sqlOf(tx), channel, model);
  });
}

/** Since when every process that serves the model serves this version; nothing while one does not. */
export async function servesSince(
  database: Database,
  { name: model, version }: ModelReference,
): Promise<Date | undefined> {
  const reports = await database.prisma.servingReport.findMany({ where: { model } });
  if (reports.length === 0 || reports.some((report) => report.version !== version)) return undefined;
  return new Date(Math.max(...reports.map(({ since }) => since.getTime())));
}
