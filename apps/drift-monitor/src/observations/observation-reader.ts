import { DATABASE, type Database } from '@driftdesk/database';
import { Inject, Injectable } from '@nestjs/common';
import {
  type Observation,
  observationColumns,
  type ObservationRow,
  stretchClauses,
  toObservation,
} from './observation.js';

/** Rows of one statement: reading and decoding them holds the event loop for a few milliseconds. */
const pageSize = 50;

/** What a stretch of the stream is. */
export interface Stretch {
  readonly model: string;
  readonly version?: string;
  /** The sequence that it begins after. */
  readonly after: number;
  /** Its last sequence; without one it goes on to the newest. */
  readonly to?: number;
}

/** Observations by the order in which they came. Erased ones, which have no text any more, are left out. */
@Injectable()
export class ObservationReader {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** The first ones of a stretch, at most `limit`. */
  async first(stretch: Stretch, limit: number): Promise<Observation[]> {
    const read: Observation[] = [];
    let { after } = stretch;
    while (read.length < limit) {
      const page = await this.page({ ...stretch, after }, Math.min(pageSize, limit - read.length));
      read.push(...page);
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) break;
      after = last.sequence;
    }
    return read;
  }

  /** The newest ones of a version, at most `limit`, newest first. */
  async newestOf(model: string, version: string, limit: number): Promise<Observation[]> {
    const read: Observation[] = [];
    for (let before = Number.MAX_SAFE_INTEGER; read.length < limit;) {
      const rows = await this.database.sql.query<ObservationRow>(
        `SELECT ${observationColumns} FROM monitor.observations o
         WHERE o.model = $1 AND (o.version, o.sequence) < ($2::text, $3::bigint) AND o.version >= $2::text AND o.text <> ''
         ORDER BY o.version DESC, o.sequence DESC LIMIT $4::int`,
        ...[model, version, before, Math.min(pageSize, limit - read.length)],
      );
      read.push(...rows.map(toObservation));
      before = read.at(-1)?.sequence ?? 0;
      if (rows.length < pageSize) break;
    }
    return read;
  }

  /** Those of some sequences, in no order. */
  async withSequences(sequences: readonly number[]): Promise<Observation[]> {
    const read: Observation[] = [];
    for (let from = 0; from < sequences.length; from += pageSize) {
      const rows = await this.database.sql.query<ObservationRow>(
        `SELECT ${observationColumns} FROM monitor.observations o
         WHERE o.sequence = ANY($1::bigint[]) AND o.text <> ''`,
        sequences.slice(from, from + pageSize),
      );
      read.push(...rows.map(toObservation));
    }
    return read;
  }

  /** The sequence of the newest observation; 0 when there is none. */
  async newest(model: string): Promise<number> {
    const [row] = await this.database.sql.query<{ newest: string | null }>(
      'SELECT max(sequence)::text AS newest FROM monitor.observations WHERE model = $1',
      model,
    );
    return Number(row?.newest ?? 0);
  }

  /** How many observations a stretch has, and how many of them are erased. */
  async count({ model, after, to }: Stretch): Promise<{ readonly all: number; readonly erased: number }> {
    const [row] = await this.database.sql.query<{ all: number; erased: number }>(
      `SELECT count(*)::int AS all, (count(*) FILTER (WHERE text = ''))::int AS erased FROM monitor.observations
       WHERE model = $1 AND sequence > $2::bigint AND sequence <= $3::bigint`,
      model,
      after,
      to ?? Number.MAX_SAFE_INTEGER,
    );
    return row ?? { all: 0, erased: 0 };
  }

  /** How many observations of a version's stretch are of the blind sample. */
  async countBlind({ model, version, after, to }: Required<Stretch>): Promise<number> {
    const [row] = await this.database.sql.query<{ blind: number }>(
      `SELECT count(*)::int AS blind FROM monitor.observations
       WHERE model = $1 AND version = $2 AND sequence > $3::bigint AND sequence <= $4::bigint AND blind`,
      ...[model, version, after, to],
    );
    return row?.blind ?? 0;
  }

  private async page({ model, version, after, to }: Stretch, limit: number): Promise<Observation[]> {
    const { where, order } = stretchClauses(version);
    const rows = await this.database.sql.query<ObservationRow>(
      `SELECT ${observationColumns} FROM monitor.observations o
       WHERE ${where} AND o.sequence <= $4::bigint AND o.text <> '' ORDER BY ${order} LIMIT $5::int`,
      model,
      version ?? null,
      after,
      to ?? Number.MAX_SAFE_INTEGER,
      limit,
    );
    return rows.map(toObservation);
  }
}
