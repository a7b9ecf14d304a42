import { DATABASE, type Database } from '@driftdesk/database';
import { Inject, Injectable } from '@nestjs/common';
import { RolloutStore } from '../rollouts/rollout-store.js';
import { FreshLabelReader } from './fresh-labels.js';

/** Tickets without labels, among the newest so many. */
const lookedAt = 5_000;
/** Texts that are read at most, in search of different ones: an outage brings the same by the hundred. */
const mostRead = 1_000;

/** A ticket to label, and why. */
export interface NeededLabel {
  readonly ticketId: string;
  readonly reason: string;
  readonly language: string;
  readonly text: string;
}

/** Which tickets' labels would tell most. */
/** Rows of each page after the first, at least. */
const furtherPage = 250;

@Injectable()
export class NeededLabels {
  constructor(
    private readonly rollouts: RolloutStore,
    private readonly fresh: FreshLabelReader,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  /**
   * The blind sample first, then tickets of the drifted stretch, then others; each by how little confident the model is in
   * its least confident head (uncertainty sampling, Lewis & Gale 1994). Of tickets with the same text one is asked for; the
   * others of the blind sample are asked for once that one is labelled.
   */
  async of(model: string, limit: number) {
    const { since, ...progress } = await this.progress(model);
    const different = new Map<string, NeededLabel>();
    for (let read = 0; different.size < limit && read < mostRead;) {
      // Where all texts are equal, further pages of two would be hundreds.
      const size = read === 0 ? limit : Math.max(limit, furtherPage);
      const page = await this.page(model, { since, drifts: progress.waiting, limit: size, offset: read });
      for (const one of page) if (!different.has(one.text)) different.set(one.text, one);
      if (page.length < size) break;
      read += page.length;
    }
    return { model, ...progress, items: [...different.values()].slice(0, limit) };
  }

  private page(
    model: string,
    { since, drifts, limit, offset }: { since: number; drifts: boolean; limit: number; offset: number },
  ): Promise<NeededLabel[]> {
    return this.database.sql.query<NeededLabel>(
      // Chosen by what the index has; the texts of the chosen alone are read.
      `SELECT o.ticket_id AS "ticketId", o.language, o.text,
              CASE WHEN chosen.blind THEN 'blind' WHEN chosen.drifted THEN 'drifted' ELSE 'uncertain' END AS reason
       FROM (SELECT *, sequence > $2::bigint AND $3::boolean AS drifted
             FROM (SELECT n.sequence, n.blind, n.confidence FROM monitor.observations n
                   WHERE n.model = $1 AND NOT n.labelled AND n.training AND n.text <> ''
                   ORDER BY n.sequence DESC LIMIT $5::int) recent
             ORDER BY blind DESC, drifted DESC, confidence, sequence LIMIT $4::int OFFSET $6::int) chosen
         JOIN monitor.observations o USING (sequence)
       ORDER BY chosen.blind DESC, chosen.drifted DESC, chosen.confidence, sequence`,
      ...[model, since, drifts, limit, lookedAt, offset],
    );
  }

  /** How many labels a retraining has and needs, whether a rollout waits for them, and the observation they come after. */
  async progress(model: string) {
    const [open] = (await this.rollouts.unfinished(model)).filter(({ status }) => status === 'waiting_labels');
    const since = (open ?? (await this.rollouts.latest(model)))?.sinceSequence ?? 0;
    const { have, need, given, withheld } = await this.fresh.read(model, since);
    return { since, waiting: open !== undefined, have, need, given, withheld };
  }
}
