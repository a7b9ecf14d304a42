import { createHash } from 'node:crypto';
import { type ImportedTicket, importedTicketSchema, maxSubjectLength } from '@driftdesk/contracts';
import type { CsvRow } from '@driftdesk/csv';
import type { TicketColumns } from './options.js';

/** Why a row, or one of its columns, cannot be imported. */
export interface Rejection {
  readonly row: number;
  /** Empty when the row as a whole is wrong. */
  readonly column: string;
  readonly reason: string;
}

/** Most bytes of one ticket as JSON: the desk takes bodies of 1 MiB, which hold a little more than tickets. */
const maxTicketBytes = 1_048_000;

/** Of a ticket as it is sent. */
export function sizeOf(ticket: ImportedTicket): number {
  return Buffer.byteLength(JSON.stringify(ticket));
}

/** A row as the ticket it stands for, or why it stands for none. */
export function toTicket(
  { number: row, values, problem }: CsvRow,
  columns: TicketColumns,
  language: string | undefined,
): { readonly ticket: ImportedTicket } | { readonly rejections: Rejection[] } {
  if (problem !== undefined) return { rejections: [{ row, column: '', reason: problem }] };
  const text = textOf(columns.text.map((name) => values[name] ?? ''));
  const cell = (name: string | undefined) => filled(name === undefined ? '' : (values[name] ?? ''));
  const result = importedTicketSchema.safeParse({
    ...text,
    externalId: columns.id === undefined ? digestOf(text) : (values[columns.id] ?? '').trim(),
    language: cell(columns.language)?.toLowerCase() ?? language,
    labels: { queue: cell(columns.queue) ?? '', urgency: cell(columns.urgency) },
    group: cell(columns.group),
    answer: cell(columns.answer),
    createdAt: cell(columns.createdAt),
  });
  if (result.success) {
    const bytes = sizeOf(result.data);
    if (bytes <= maxTicketBytes) return { ticket: result.data };
    const reason = `has ${bytes} bytes as JSON; the desk takes at most ${maxTicketBytes} at once`;
    return { rejections: [{ row, column: columnOf('body', columns), reason }] };
  }
  const reasons = new Map<string, string>();
  for (const { path, message } of result.error.issues) {
    const column = columnOf(path.join('.'), columns);
    // What is wrong with a column in two ways is told once.
    if (!reasons.has(column)) reasons.set(column, message);
  }
  return { rejections: [...reasons].map(([column, reason]) => ({ row, column, reason })) };
}

/** The column that a field of the ticket was read from; empty when it has none. */
export function columnOf(field: string, columns: TicketColumns): string {
  const [first = '', ...rest] = columns.text;
  const names: Readonly<Record<string, string | undefined>> = {
    subject: first,
    body: rest.length === 0 ? first : rest.join(', '),
    externalId: columns.id ?? columns.text.join(', '),
    'labels.queue': columns.queue,
    'labels.urgency': columns.urgency,
    language: columns.language,
    group: columns.group,
    answer: columns.answer,
    createdAt: columns.createdAt,
  };
  return names[field] ?? '';
}

/** The first of several texts is the subject, unless it is too long for one or nothing follows. */
function textOf([first = '', ...rest]: readonly string[]): { subject?: string; body: string } {
  const body = rest.filter(isFilled).join('\n');
  if (isFilled(first) && body !== '' && first.length <= maxSubjectLength) return { subject: first, body };
  return { body: [first, body].filter(isFilled).join('\n') };
}

function isFilled(text: string): boolean {
  return text.trim() !== '';
}

function digestOf({ subject, body }: { subject?: string; body: string }): string {
  const content = JSON.stringify([subject ?? null, body]);
  return `text:${createHash('sha256').update(content).digest('hex').slice(0, 32)}`;
}

function filled(cell: string): string | undefined {
  const content = cell.trim();
  return content === '' ? undefined : content;
}
