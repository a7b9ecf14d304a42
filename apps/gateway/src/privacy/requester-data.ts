import { type Author, type Erasure, type ErasurePlace, erasurePlaces, requesterErased } from '@driftdesk/contracts';
import { DATABASE, type Database, newestFirst, type Prisma, type Sql } from '@driftdesk/database';
import { recordAudit } from '@driftdesk/governance';
import { eraseKeys, newEvent, publish } from '@driftdesk/messaging';
import { currentCorrelationId, decodeSerialCursor, encodeSerialCursor, notFound } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { notifyChanged } from '../tickets/ticket-changes-channel.js';
import { toView, withPeople } from '../tickets/ticket-view.js';

interface Page {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Most ids of one NOTIFY, whose payload must stay below 8,000 bytes. */
const idsPerNotice = 200;

/** What the desk has of a requester: shown, and erased. */
@Injectable()
export class RequesterData {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws HttpProblem 404 when it has nothing and never had */
  async export(requesterId: string, { cursor, limit }: Page, actor: Author) {
    const { ticket, erasure } = this.database.prisma;
    const page = { before: decodeSerialCursor(cursor), limit };
    const { rows: tickets, next } = await newestFirst(page, ({ where, ...query }) =>
      ticket.findMany({ where: { requesterId, ...where }, include: withPeople, ...query }),
    );
    const erasures = await erasure.findMany({ where: { requesterId }, ...withParts, orderBy: { sequence: 'desc' } });
    if (tickets.length === 0 && erasures.length === 0) throw notFound('requester');
    const subject = { kind: 'requester', id: requesterId };
    const facts = { tickets: tickets.length };
    await this.database.transaction((sql) => recordAudit(sql, { action: 'data.exported', actor, subject, facts }));
    return {
      requesterId,
      tickets: tickets.map(toView),
      nextCursor: encodeSerialCursor(next),
      erasures: erasures.map(toErasure),
    };
  }

  /**
   * Deletes the tickets and the events about them, and asks everybody who has copies to empty them. When nothing is left
   * to erase, the last erasure is told. @throws HttpProblem 404 when there never was anything
   */
  async erase(requesterId: string, author: Author): Promise<Erasure> {
    const id = uuidv7();
    const began = await this.database.transaction((sql) => begin(sql, id, requesterId, author));
    const { erasure } = this.database.prisma;
    const where = began ? { id } : { requesterId };
    const row = await erasure.findFirst({ where, ...withParts, orderBy: { sequence: 'desc' } });
    if (row === null) throw notFound('requester');
    return toErasure(row);
  }
}

/** @returns whether there was anything */
async function begin(sql: Sql, erasureId: string, requesterId: string, author: Author): Promise<boolean> {
  const rows = await sql.query<{ id: string }>(
    'DELETE FROM gateway.tickets WHERE requester_id = $1 RETURNING id',
    requesterId,
  );
  const keys = await sql.execute('DELETE FROM gateway.idempotency_keys WHERE requester_id = $1', requesterId);
  if (rows.length === 0 && keys === 0) return false;
  const ticketIds = rows.map(({ id }) => id);
  const events = await eraseKeys(sql, ticketIds);
  await sql.execute(
    `INSERT INTO gateway.erasures (id, requester_id, author_id, author_role, requested_at)
     VALUES ($1::uuid, $2, $3, $4, now())`,
    ...[erasureId, requesterId, author.id, author.role],
  );
  await sql.execute(
    'INSERT INTO gateway.erasure_parts (erasure_id, place) SELECT $1::uuid, * FROM unnest($2::text[])',
    ...[erasureId, erasurePlaces],
  );
  await markErased(sql, erasureId, 'tickets', rows.length);
  await markErased(sql, erasureId, 'events', events);
  const correlationId = currentCorrelationId() ?? uuidv7();
  await publish(sql, [newEvent(requesterErased, { erasureId, ticketIds }, correlationId)]);
  const subject = { kind: 'requester', id: requesterId };
  await recordAudit(sql, { action: 'data.erased', actor: author, subject, facts: { tickets: rows.length } });
  for (let from = 0; from < ticketIds.length; from += idsPerNotice) {
    await notifyChanged(sql, ticketIds.slice(from, from + idsPerNotice));
  }
  return true;
}

/** Notes that a place is empty. */
export async function markErased(sql: Sql, erasureId: string, place: ErasurePlace, erased: number): Promise<void> {
  await sql.execute(
    `UPDATE gateway.erasure_parts SET erased = $3::int, done_at = now()
     WHERE erasure_id = $1::uuid AND place = $2 AND done_at IS NULL`,
    ...[erasureId, place, erased],
  );
}

const withParts = { include: { parts: { orderBy: { place: 'asc' as const } } } };

function toErasure(row: Prisma.ErasureGetPayload<typeof withParts>): Erasure {
  return {
    id: row.id,
    status: row.parts.every(({ doneAt }) => doneAt !== null) ? 'done' : 'pending',
    requestedAt: row.requestedAt.toISOString(),
    requestedBy: { id: row.authorId, role: row.authorRole as Author['role'] },
    parts: row.parts.map(({ place, erased, doneAt }) => ({
      place: place as ErasurePlace,
      status: doneAt === null ? ('pending' as const) : ('done' as const),
      ...(erased === null ? {} : { erased }),
      ...(doneAt === null ? {} : { doneAt: doneAt.toISOString() }),
    })),
  };
}
