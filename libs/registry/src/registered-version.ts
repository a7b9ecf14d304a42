import { type Card, cardSchema, type ModelReference } from '@driftdesk/contracts';
import type { Prisma } from '@driftdesk/database';
import type { VersionSignature } from './signature.js';

/** Why a version must not be promoted. */
export interface Rejection {
  readonly at: Date;
  readonly reasons: readonly string[];
}

/** A registered version: what it is, who vouches for it and whether it may be promoted. */
export interface RegisteredVersion {
  readonly reference: ModelReference;
  readonly card: Card;
  readonly signature: VersionSignature | undefined;
  readonly rejection: Rejection | undefined;
}

/** A version among all of its model. */
export interface ListedVersion extends RegisteredVersion {
  readonly aliases: readonly string[];
}

export function toVersion(row: Prisma.ModelVersionGetPayload<object>): RegisteredVersion {
  const { name, version, digest, keyId, signature, signedAt, rejectedAt, rejectionReasons } = row;
  const signed = keyId !== null && signature !== null && signedAt !== null;
  return {
    reference: { name, version, digest },
    card: cardSchema.parse(row.card),
    signature: signed ? { keyId, value: signature, signedAt } : undefined,
    rejection: rejectedAt === null ? undefined : { at: rejectedAt, reasons: rejectionReasons },
  };
}
