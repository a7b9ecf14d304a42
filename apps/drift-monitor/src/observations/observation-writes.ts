import { type ticketClassified, ticketText } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import type { z } from 'zod';
import { joinObservations } from '../examples/labels-of-observations.js';
import { inBlindSample } from './blind-sample.js';

/** A classification and when it was made. */
export interface Classified extends z.infer<typeof ticketClassified.schema> {
  readonly at: string;
}

/** Keeps what is not kept yet: the first classification of a ticket counts. @returns how many were new */
export async function writeObservations(
  sql: Sql,
  classified: readonly Classified[],
  blindShare: number,
): Promise<number> {
  const column = <Value>(of: (one: Classified) => Value) => classified.map(of);
  const added = await sql.execute(
    `INSERT INTO monitor.observations (ticket_id, model, version, text, language, embedding, outputs, abstained,
            out_of_scope, training, blind, observed_at, confidence)
     SELECT row.ticket_id, model, version, text, language, embedding, outputs, abstained, out_of_scope,
            coalesce(c.training, row.training), blind, observed_at, confidence
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
            $8::boolean[], $9::boolean[], $10::boolean[], $11::boolean[], $12::timestamptz[], $13::float8[])
       AS row (ticket_id, model, version, text, language, embedding, outputs, abstained, out_of_scope, training, blind,
               observed_at, confidence)
       LEFT JOIN monitor.consents c ON c.ticket_id = row.ticket_id
     ON CONFLICT (ticket_id) DO NOTHING`,
    column(({ ticket }) => ticket.id),
    column(({ classification }) => classification.model.name),
    column(({ classification }) => classification.model.version),
    column(({ ticket }) => ticketText(ticket)),
    column(({ ticket }) => ticket.language),
    column(({ embedding }) => embedding),
    column(({ classification }) => JSON.stringify(classification.heads)),
    column(({ classification }) => classification.abstained),
    column(({ classification }) => classification.outOfScope),
    column(({ ticket }) => ticket.consent.training),
    // Who is unsure asks for a label anyway; the sample is for what nobody would look at.
    column(
      ({ ticket, classification }) =>
        !classification.abstained && !classification.outOfScope && inBlindSample(ticket.id, blindShare),
    ),
    column(({ at }) => at),
    column(({ classification }) => leastConfidence(classification.heads)),
  );
  const ticketIds = column(({ ticket }) => ticket.id);
  await joinObservations(sql, ticketIds);
  return added;
}

function leastConfidence(heads: Classified['classification']['heads']): number {
  return Math.min(1, ...Object.values(heads).map(({ confidence }) => confidence));
}
