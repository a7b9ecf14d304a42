import { cutText, type ImportedTicket, importedTicketSchema, type ImportResult } from '@driftdesk/contracts';

export type Rejection = Extract<ImportResult, { status: 'rejected' }>;

/** What came for one ticket: the ticket, or what is wrong with it. */
export type Parsed = { readonly ticket: ImportedTicket } | { readonly rejection: Rejection };

/** Parses each ticket of a batch by itself; of two with one id the second is refused. */
export function parseImport(tickets: readonly unknown[]): Parsed[] {
  const seen = new Set<string>();
  return tickets.map((value) => {
    const parsed = parseTicket(value);
    if ('rejection' in parsed) return parsed;
    const { externalId } = parsed.ticket;
    if (seen.has(externalId)) return { rejection: reject(externalId, 'externalId', 'is in the batch twice') };
    seen.add(externalId);
    return parsed;
  });
}

/** A rejection for one reason. */
export function reject(externalId: string | undefined, field: string, message: string): Rejection {
  return { status: 'rejected', externalId, errors: [{ field, message }] };
}

function parseTicket(value: unknown): Parsed {
  const result = importedTicketSchema.safeParse(value);
  if (result.success) return { ticket: result.data };
  const errors = result.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  const named = Object(value) as { externalId?: unknown };
  const externalId = typeof named.externalId === 'string' ? cutText(named.externalId, 200) : undefined;
  return { rejection: { status: 'rejected', externalId, errors } };
}
