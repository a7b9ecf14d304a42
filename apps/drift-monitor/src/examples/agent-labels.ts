import { DATABASE, type Database } from '@driftdesk/database';
import { defaultIdentity } from '@driftdesk/governance';
import { Inject, Injectable } from '@nestjs/common';

/** What an agent says of a ticket, beside what production said. */
export interface AgentLabel {
  readonly ticketId: string;
  /** Of the label: rises in the order in which the monitor first saw them. */
  readonly sequence: number;
  /** Of the ticket's observation. */
  readonly observed: number;
  readonly label: string;
  /** Whether production said something else. */
  readonly wrong: boolean;
  /** Whether the ticket is of the blind sample. */
  readonly blind: boolean;
  readonly authorId: string;
  /** By a clock that may have gone back since. */
  readonly labelledAt: Date;
}

/** Labels of one head, of what one version said. */
export interface VersionLabels {
  readonly model: string;
  readonly version: string;
  readonly head: string;
  /** Labels after this one. */
  readonly after?: number | undefined;
}

/** Tickets of a model with labels that may be learned. */
export interface LabelledStretch {
  readonly model: string;
  /** Observations after this one. */
  readonly afterSequence: number;
  /** The version that said something of the tickets. */
  readonly version?: string | undefined;
  /** By the gateway's order, as clocks go back: labels given after one, or up to it. */
  readonly givenAfter?: number | undefined;
  readonly givenUntil?: number | undefined;
}

/** What one author said of a stretch. */
export interface AuthorTally {
  readonly authorId: string;
  /** Tickets whose first label is theirs. */
  readonly tickets: number;
  /** Labels of the head asked about, and how many of them say that production erred. */
  readonly judged: number;
  readonly wrong: number;
}

const columns = `l.ticket_id AS "ticketId", l.sequence::float8 AS sequence, l.observed::float8 AS observed, l.label, l.wrong,
  l.blind, l.author_id AS "authorId", l.labelled_at AS "labelledAt"`;
const ofVersion = `l.source = 'agent' AND l.model = $1 AND l.version = $2 AND l.head = $3 AND l.sequence > $4::bigint`;
const ofStretch = `l.source = 'agent' AND l.model = $1 AND l.observed > $2::bigint AND l.training
  AND ($3::text IS NULL OR l.version = $3) AND ($4::bigint IS NULL OR l.given > $4::bigint)
  AND ($5::bigint IS NULL OR l.given <= $5::bigint)`;

/** Agents' labels of the tickets that production classified. No look reads observations, or more labels than it is asked for. */
@Injectable()
export class AgentLabelReader {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** The first `limit` ones, in their order. */
  first(labels: VersionLabels, limit: number): Promise<AgentLabel[]> {
    return this.ofVersion(labels, 'ASC', limit);
  }

  /** The newest `limit` ones, in their order. */
  async newest(labels: VersionLabels, limit: number): Promise<AgentLabel[]> {
    return (await this.ofVersion(labels, 'DESC', limit)).reverse();
  }

  /** How many labels agents have given after one, by the gateway's order. */
  async countGivenAfter(order: number): Promise<number> {
    const [row] = await this.database.sql.query<{ labels: number }>(
      `SELECT count(*)::int AS labels FROM monitor.example_labels WHERE source = 'agent' AND given > $1::bigint`,
      order,
    );
    return row?.labels ?? 0;
  }

  /** The gateway's order of the label that agents gave last; 0 when there is none. */
  async lastGiven(): Promise<number> {
    const [row] = await this.database.sql.query<{ last: number }>(
      `SELECT coalesce(max(given), 0)::float8 AS last FROM monitor.example_labels WHERE source = 'agent'`,
    );
    return row?.last ?? 0;
  }

  /** Each author's part of a stretch; `head`: whose labels judge production. */
  tally(stretch: LabelledStretch, head: string): Promise<AuthorTally[]> {
    return this.database.sql.query<AuthorTally>(
      `SELECT l.author_id AS "authorId", count(*) FILTER (WHERE l.lead)::int AS tickets,
              count(*) FILTER (WHERE l.head = $6)::int AS judged,
              count(*) FILTER (WHERE l.head = $6 AND l.wrong)::int AS wrong
       FROM monitor.example_labels l WHERE ${ofStretch} GROUP BY l.author_id`,
      ...parametersOf(stretch),
      head,
    );
  }

  /** The same of each author's first `most` tickets alone. */
  tallyFirst(stretch: LabelledStretch, head: string, authorIds: readonly string[], most: number) {
    return this.database.sql.query<AuthorTally>(
      `SELECT author."authorId", count(*)::int AS tickets, count(j.head)::int AS judged,
              (count(*) FILTER (WHERE j.wrong))::int AS wrong
       FROM unnest($7::text[]) AS author ("authorId") CROSS JOIN LATERAL (
         SELECT l.ticket_id FROM monitor.example_labels l WHERE ${ofStretch} AND l.lead AND l.author_id = author."authorId"
         ORDER BY l.sequence LIMIT $8::int) ticket
       LEFT JOIN monitor.example_labels j ON j.ticket_id = ticket.ticket_id AND j.head = $6 AND j.source = 'agent'
       GROUP BY 1`,
      ...parametersOf(stretch),
      head,
      authorIds,
      most,
    );
  }

  /** The tickets of these authors after the first `most` of each. */
  async ticketsBeyond(stretch: LabelledStretch, authorIds: readonly string[], most: number): Promise<string[]> {
    const rows = await this.database.sql.query<{ id: string }>(
      `SELECT ticket.id FROM unnest($6::text[]) AS author (id) CROSS JOIN LATERAL (
         SELECT l.ticket_id AS id FROM monitor.example_labels l WHERE ${ofStretch} AND l.lead AND l.author_id = author.id
         ORDER BY l.sequence OFFSET $7::int) ticket`,
      ...parametersOf(stretch),
      authorIds,
      most,
    );
    return rows.map(({ id }) => id);
  }

  private ofVersion({ model, version, head, after }: VersionLabels, order: 'ASC' | 'DESC', limit: number) {
    return this.database.sql.query<AgentLabel>(
      `SELECT ${columns} FROM monitor.example_labels l WHERE ${ofVersion} ORDER BY l.sequence ${order} LIMIT $5::int`,
      ...[model, version, head, after ?? 0, limit],
    );
  }

  /** Whether people other than these have ever labelled here; the identity of everybody is nobody. */
  async othersThan(authorIds: readonly string[]): Promise<boolean> {
    const [row] = await this.database.sql.query<{ others: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM monitor.label_authors
         WHERE source = 'agent' AND author_id <> ALL($1::text[])) AS others`,
      [defaultIdentity.id, ...authorIds],
    );
    return row?.others ?? false;
  }
}

function parametersOf({ model, afterSequence, version, givenAfter, givenUntil }: LabelledStretch): unknown[] {
  return [model, afterSequence, version ?? null, givenAfter ?? null, givenUntil ?? null];
}
