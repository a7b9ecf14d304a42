import type { ModelReference } from '@driftdesk/contracts';
import type { Database } from '@driftdesk/database';
import { VersionCorrupt } from '@driftdesk/inference';
import type { ArtefactStore } from './artefact-store.js';

/** Copies registered versions that one store has, and another lacks, into that one. Damaged ones are left out. */
export async function copyVersions({ prisma }: Database, from: ArtefactStore, to: ArtefactStore): Promise<void> {
  const select = { name: true, version: true, digest: true };
  for (const version of await prisma.modelVersion.findMany({ select })) {
    if ((await to.has(version)) || !(await from.has(version))) continue;
    await copyVersion(version, from, to);
  }
}

async function copyVersion(version: ModelReference, from: ArtefactStore, to: ArtefactStore): Promise<void> {
  try {
    await to.save(version, await from.fetch(version));
  } catch (error) {
    if (!(error instanceof VersionCorrupt)) throw error;
  }
}
