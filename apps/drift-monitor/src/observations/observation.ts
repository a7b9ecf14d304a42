import { decodeEmbedding, type HeadOutput } from '@driftdesk/contracts';

/** A classified ticket, as the monitor keeps it. */
export interface Observation {
  /** Rises in the order in which the monitor saw them; numbers may be missing. */
  readonly sequence: number;
  readonly ticketId: string;
  readonly version: string;
  readonly text: string;
  readonly language: string;
  /** Unit length. */
  readonly embedding: Float32Array;
  readonly outputs: Readonly<Record<string, HeadOutput>>;
  readonly abstained: boolean;
  /** Sampled for a label that the machine's guess did not lead to. */
  readonly blind: boolean;
  readonly observedAt: Date;
}

/** A row of `monitor.observations`, as the columns below give it. */
export interface ObservationRow {
  readonly sequence: string;
  readonly ticket_id: string;
  readonly version: string;
  readonly text: string;
  readonly language: string;
  readonly embedding: string;
  readonly outputs: string;
  readonly abstained: boolean;
  readonly blind: boolean;
  readonly observed_at: Date;
}

export const observationColumns = `o.sequence::text, o.ticket_id, o.version, o.text, o.language, o.embedding, o.outputs,
  o.abstained, o.blind, o.observed_at`;

/**
 * The condition and order of observations `o` of model $1, of version $2 (null: of every version), after sequence $3. The
 * version is part of the order, so that its index is walked: by `version = $2 … ORDER BY sequence` PostgreSQL may look
 * for the first rows of a late version from the first of all rows on, as if versions came mixed.
 */
export function stretchClauses(version: string | undefined): { readonly where: string; readonly order: string } {
  if (version === undefined)
    return { where: 'o.model = $1 AND $2::text IS NULL AND o.sequence > $3::bigint', order: 'o.sequence' };
  return {
    where: 'o.model = $1 AND (o.version, o.sequence) > ($2::text, $3::bigint) AND o.version <= $2::text',
    order: 'o.version, o.sequence',
  };
}

export function toObservation(row: ObservationRow): Observation {
  return {
    sequence: Number(row.sequence),
    ticketId: row.ticket_id,
    version: row.version,
    text: row.text,
    language: row.language,
    embedding: decodeEmbedding(row.embedding),
    outputs: JSON.parse(row.outputs) as Observation['outputs'],
    abstained: row.abstained,
    blind: row.blind,
    observedAt: row.observed_at,
  };
}
