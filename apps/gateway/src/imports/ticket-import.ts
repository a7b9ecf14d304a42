import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type Author,
  type Envelope,
  type ImportedTicket,
  type ImportResult,
  type Ticket,
  ticketLabelled,
  ticketText,
} from '@driftdesk/contracts';
import { DATABASE, type Database, type Sql } from '@driftdesk/database';
import { withDefaultConsent } from '@driftdesk/governance';
import { detectLanguage } from '@driftdesk/language';
import { newEvent, publish } from '@driftdesk/messaging';
import { currentCorrelationId } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { GATEWAY_OPTIONS, type GatewayOptions } from '../options.js';
import {
  claimExternalIds,
  findImports,
  type ImportRow,
  insertHistory,
  type KnownImport,
  lastChange,
} from './import-writes.js';
import { reject } from './parse-import.js';
import { relabel, type RelabelledRow, type StoredTicket } from './relabel.js';
import { readSubmission } from '../tickets/read-submission.js';
import { nextOrder } from '../tickets/statement-order.js';
import { textDigest, textGroup } from '../tickets/text-group.js';

/** Most tickets of one transaction: live tickets wait for one at most. */
const ticketsPerTransaction = 25;

/** What the store says of a ticket's external id. */
type Verdict = { readonly row: ImportRow; readonly known?: KnownImport | undefined; readonly result: ImportResult };

/** Stores tickets that other systems have solved, and tells of their labels. */
@Injectable()
export class TicketImport {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
  ) {}

  /** Stores tickets whose ids differ. @returns what became of each, in order */
  store(tickets: readonly ImportedTicket[], author: Author): Promise<ImportResult[]> {
    return this.inParts(tickets, author, (rows) =>
      this.database.transaction((sql) => storePart(sql, rows, author, new Date().toISOString())),
    );
  }

  /** What `store` would do. */
  preview(tickets: readonly ImportedTicket[], author: Author): Promise<ImportResult[]> {
    return this.inParts(tickets, author, async (rows) => {
      const known = await findImports(this.database.sql, rows.map(externalIdOf));
      return rows.map((row) => judge(row, known.get(externalIdOf(row))).result).map(withoutNewId);
    });
  }

  /** When one of these tickets was last stored, labelled or changed; undefined when none is stored. */
  async changedAt(tickets: readonly ImportedTicket[]): Promise<string | undefined> {
    const ids = tickets.map(({ externalId }) => externalId);
    return (await lastChange(this.database.sql, ids))?.toISOString();
  }

  private async inParts(
    tickets: readonly ImportedTicket[],
    author: Author,
    work: (rows: readonly ImportRow[]) => Promise<ImportResult[]>,
  ): Promise<ImportResult[]> {
    const results: ImportResult[] = [];
    for (let from = 0; from < tickets.length; from += ticketsPerTransaction) {
      // The embedded store never leaves the event loop by itself: live tickets come in between.
      await nextTurn();
      const part = tickets.slice(from, from + ticketsPerTransaction);
      results.push(...(await work(await Promise.all(part.map((imported) => this.toRow(imported, author))))));
    }
    return results;
  }

  private async toRow(imported: ImportedTicket, requester: Author): Promise<ImportRow> {
    const { language, createdAt } = imported;
    const { text, omitted } = readSubmission({ ...imported, channel: 'import' });
    const submittedAt = createdAt ?? new Date().toISOString();
    const ticket: Ticket = {
      id: uuidv7(),
      ...text,
      language: language ?? (await detectLanguage(ticketText(text))),
      channel: 'import',
      requester,
      consent: withDefaultConsent(undefined, this.options.consentPolicy),
      submittedAt,
    };
    return {
      ticket,
      imported,
      omitted,
      externalId: imported.externalId,
      textDigest: textDigest(imported),
      correlationId: correlationId(),
      history: { ...imported.labels, resolvedAt: submittedAt },
    };
  }
}

async function storePart(sql: Sql, rows: readonly ImportRow[], author: Author, at: string): Promise<ImportResult[]> {
  const claimed = await claimExternalIds(sql, rows);
  const found = await findImports(
    sql,
    rows.map(externalIdOf).filter((id) => !claimed.has(id)),
  );
  const verdicts = rows.map((row) => judge(row, found.get(externalIdOf(row))));
  const created = verdicts.filter(({ result }) => result.status === 'created').map(({ row }) => row);
  const updated = verdicts.filter(({ result }) => result.status === 'updated');
  await insertHistory(sql, created, author, at);
  const stored = await relabel(sql, updated.flatMap(relabelled), at);
  const by = { author, order: await nextOrder(sql) };
  await publish(sql, [
    ...created.map((row) => labelledEvent(row, row.ticket, by)),
    ...updated.flatMap(({ row, known }) => {
      const earlier = known && stored.get(known.ticketId);
      return known && earlier ? [labelledEvent(row, storedTicket(row, known, earlier), by)] : [];
    }),
  ]);
  return verdicts.map(({ result }) => result);
}

/** An id that is known stands for its text: with another text it is refused, with other labels these are taken over. */
function judge(row: ImportRow, known: KnownImport | undefined): Verdict {
  const externalId = externalIdOf(row);
  if (known === undefined) return { row, result: { status: 'created', externalId, id: row.ticket.id } };
  if (known.textDigest !== row.textDigest) {
    return { row, known, result: reject(externalId, 'externalId', 'was imported before with another text') };
  }
  const { queue, urgency = known.urgency } = row.imported.labels;
  const status = queue === known.queue && urgency === known.urgency ? 'unchanged' : 'updated';
  return { row, known, result: { status, externalId, id: known.ticketId } };
}

function relabelled({ row, known }: Verdict): RelabelledRow[] {
  return known === undefined ? [] : [{ known, labels: row.imported.labels }];
}

function storedTicket({ ticket }: ImportRow, { ticketId }: KnownImport, stored: StoredTicket): Ticket {
  return { ...ticket, ...stored, id: ticketId };
}

function labelledEvent(
  { imported, correlationId }: ImportRow,
  ticket: Ticket,
  by: { readonly author: Author; readonly order: number },
): Envelope {
  const { queue, urgency } = imported.labels;
  const labels = { queue, ...(urgency === undefined ? {} : { urgency }) };
  const group = imported.group ?? textGroup(ticketText(ticket));
  return newEvent(ticketLabelled, { ticket, group, labels, source: 'original', ...by }, correlationId);
}

function withoutNewId(result: ImportResult): ImportResult {
  return result.status === 'created' ? { status: 'created', externalId: result.externalId } : result;
}

function externalIdOf({ imported }: ImportRow): string {
  return imported.externalId;
}

function correlationId(): string {
  return currentCorrelationId() ?? uuidv7();
}
