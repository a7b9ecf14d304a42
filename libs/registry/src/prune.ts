import type { Database } from '@driftdesk/database';
import { lockAliases } from './aliases.js';
import type { ArtefactStore } from './artefact-store.js';

/** What pruning leaves of a model. */
export interface PruningRule {
  /** So many newest versions. */
  readonly kept: number;
  /** And this one: the version that was registered just now. */
  readonly registered: string;
}

/**
 * Forgets old versions, but never one that an alias points at or that was champion once. Their rows go in one
 * transaction, which notes whose files have to go: a process killed in between leaves no version without files.
 */
export async function forgetOldVersions({ prisma }: Database, name: string, rule: PruningRule): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await lockAliases(tx, name);
    const order = [{ createdAt: 'desc' }, { version: 'asc' }] as const;
    const newest = await tx.modelVersion.findMany({ where: { name }, orderBy: [...order], take: rule.kept });
    const champions = await tx.aliasChange.findMany({ where: { name, alias: 'champion' }, distinct: ['version'] });
    const keep = [rule.registered, ...[...newest, ...champions].map(({ version }) => version)];
    const old = await tx.modelVersion.findMany({ where: { name, version: { notIn: keep }, aliases: { none: {} } } });
    if (old.length === 0) return;
    const data = old.map(({ version, digest }) => ({ name, version, digest }));
    await tx.removedVersion.createMany({ data, skipDuplicates: true });
    await tx.modelVersion.deleteMany({ where: { name, version: { in: old.map(({ version }) => version) } } });
  });
}

/** Removes the files of forgotten versions. What cannot be removed now is tried again the next time. */
export async function removeFiles({ prisma }: Database, artefacts: ArtefactStore): Promise<void> {
  for (const { name, version, digest } of await prisma.removedVersion.findMany()) {
    const removed = await artefacts.remove({ name, version, digest }).then(
      () => true,
      () => false,
    );
    if (removed) await prisma.removedVersion.delete({ where: { name_version: { name, version } } });
  }
}
