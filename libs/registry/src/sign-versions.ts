import type { Card, ModelReference } from '@driftdesk/contracts';
import type { Database } from '@driftdesk/database';
import { VersionCorrupt } from '@driftdesk/inference';
import type { ArtefactStore } from './artefact-store.js';
import type { SigningKey } from './signing-key.js';

/** Writes a version's row with its signature. One that is there stays, and is signed if it was not with this key. */
export async function signNew(
  { prisma }: Database,
  reference: ModelReference,
  card: Card,
  key: SigningKey,
): Promise<void> {
  const { name, version } = reference;
  const signature = signatureOf(reference, key);
  const { keyId } = await prisma.modelVersion.upsert({
    where: { name_version: { name, version } },
    create: { ...reference, card, createdAt: new Date(card.createdAt), ...signature },
    update: {},
  });
  if (keyId !== key.keyId) await writeSignature(prisma, reference, signature);
}

/** Signs the versions that were registered before there were signatures and whose files have the registered digest. @returns those signed now */
export async function signEarlier(
  { prisma }: Database,
  artefacts: ArtefactStore,
  key: SigningKey,
): Promise<ModelReference[]> {
  const select = { name: true, version: true, digest: true };
  const waiting = await prisma.modelVersion.findMany({ where: { awaitsSignature: true }, select });
  const signed: ModelReference[] = [];
  for (const reference of waiting) {
    if (!(await isFetched(artefacts, reference))) continue;
    await writeSignature(prisma, reference, signatureOf(reference, key));
    signed.push(reference);
  }
  return signed;
}

/** How many versions are signed, with whatever key. */
export function countSigned({ prisma }: Database): Promise<number> {
  return prisma.modelVersion.count({ where: { signature: { not: null } } });
}

type Signature = ReturnType<typeof signatureOf>;

function signatureOf({ digest }: ModelReference, key: SigningKey) {
  return { keyId: key.keyId, signature: key.sign(digest), signedAt: new Date(), awaitsSignature: false };
}

async function writeSignature(prisma: Database['prisma'], reference: ModelReference, data: Signature): Promise<void> {
  const { name, version } = reference;
  await prisma.modelVersion.update({ where: { name_version: { name, version } }, data });
}

async function isFetched(artefacts: ArtefactStore, reference: ModelReference): Promise<boolean> {
  return artefacts.fetch(reference).then(
    () => true,
    (error: unknown) => {
      if (error instanceof VersionCorrupt) return false;
      throw error;
    },
  );
}
