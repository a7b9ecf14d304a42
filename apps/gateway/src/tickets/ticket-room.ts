import { type Author, ticketRoom } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import { conflict } from '@driftdesk/platform';

interface Fill {
  readonly actions: number;
  readonly bytes: number;
}

/**
 * Whoever adds to a ticket makes each reply, stream and export of it longer: there is an end to that.
 * @throws HttpProblem 409 when the ticket has no room for one more entry, or for this text
 */
export async function requireRoom(sql: Sql, ticketId: string, author: Author, text = ''): Promise<void> {
  // Of stored texts their lengths are read, not the texts.
  const [fill] = await sql.query<Fill>(
    `SELECT (SELECT count(*) FROM gateway.actions WHERE ticket_id = $1::uuid)::int AS actions,
            (coalesce((SELECT sum(octet_length(text) + coalesce(octet_length(omitted), 0)) FROM gateway.replies
                       WHERE ticket_id = $1::uuid), 0)
             + coalesce((SELECT sum(octet_length(comment)) FROM gateway.feedback WHERE ticket_id = $1::uuid), 0))::int
              AS bytes`,
    ticketId,
  );
  const whose = author.role === 'requester' ? 'requester' : 'all';
  const { actions, bytes } = { actions: ticketRoom.actions[whose], bytes: ticketRoom.bytes[whose] };
  if (fill === undefined || (fill.actions <= actions && fill.bytes + Buffer.byteLength(text) <= bytes)) return;
  const room = `${actions.toLocaleString('en')} entries or ${sizeText(bytes)} of text`;
  const detail =
    whose === 'requester'
      ? `A requester can write to a ticket until it has ${room}. Submit a new ticket.`
      : `A ticket ends at ${room}. Resolve it without a resolution, and ask the requester to submit a new one.`;
  throw conflict('ticket_full', detail);
}

const sizeText = (bytes: number) => (bytes < 1_000_000 ? `${bytes / 1_000} kB` : `${bytes / 1_000_000} MB`);
