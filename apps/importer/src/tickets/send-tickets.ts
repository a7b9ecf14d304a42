import { type ImportReply, importReplySchema, type ImportResult, importTickets } from '@driftdesk/contracts';
import { type DeskClient, DeskProblem } from '@driftdesk/desk-client';
import { ImportProblem } from '../import-problem.js';
import { inBatches, type RowTicket } from './batches.js';
import type { TicketOptions } from './options.js';
import { readTickets } from './read-tickets.js';
import { columnOf, type Rejection } from './to-ticket.js';

export type Respelled = ImportReply['respelled'][number];

/** What the desk made of a file. */
export interface Sent {
  readonly counts: Readonly<Record<ImportResult['status'], number>>;
  readonly rejections: readonly Rejection[];
  /** Head → labels that the model did not have. */
  readonly newLabels: ReadonlyMap<string, ReadonlySet<string>>;
  /** Labels that count as another one, which differs by case or spaces alone. */
  readonly respelled: readonly Respelled[];
  /** When the labels of these tickets last changed. */
  readonly changedAt: string | undefined;
  /** The model that learns the labels; none when nothing was sent. */
  readonly model: string | undefined;
}

/** Sends a file's tickets batch by batch, or in a dry run asks what would become of them. @throws ImportProblem, DeskProblem */
export async function sendTickets(
  desk: DeskClient,
  options: TicketOptions,
  onProgress: (sent: number) => void,
): Promise<Sent> {
  const counts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  const rejections: Rejection[] = [];
  const newLabels = new Map<string, Set<string>>();
  const respelled = new Map<string, Respelled>();
  let [model, changedAt]: (string | undefined)[] = [];
  let sent = 0;
  for await (const batch of inBatches(readTickets(options))) {
    const reply = await sendBatch(desk, batch, options.dryRun).catch((error: unknown) => {
      const known = error instanceof ImportProblem || error instanceof DeskProblem;
      throw sent > 0 && known ? broken(error, sent) : error;
    });
    model = reply.model;
    // Times in ISO 8601 and UTC are in the order of their letters.
    if (reply.changedAt !== undefined && reply.changedAt > (changedAt ?? '')) changedAt = reply.changedAt;
    for (const one of reply.respelled) respelled.set(JSON.stringify([one.head, one.label]), one);
    for (const [head, labels] of Object.entries(reply.newLabels)) {
      newLabels.set(head, new Set([...(newLabels.get(head) ?? []), ...labels]));
    }
    reply.results.forEach((result, at) => {
      counts[result.status]++;
      rejections.push(...rejectionsOf(result, (batch[at] as RowTicket).row, options));
    });
    sent += batch.length;
    onProgress(sent);
  }
  return { counts, rejections, newLabels, respelled: [...respelled.values()], changedAt, model };
}

async function sendBatch(desk: DeskClient, batch: readonly RowTicket[], dryRun: boolean) {
  const tickets = batch.map(({ ticket }) => ticket);
  const { status, body } = await desk.call(importTickets.method as 'POST', importTickets.path, { tickets, dryRun });
  const reply = importReplySchema.safeParse(body);
  if (status !== 200 || !reply.success) {
    const detail = (body as { detail?: string } | undefined)?.detail ?? `it answered with status ${status}`;
    throw new ImportProblem(`The desk does not take these tickets: ${detail}`);
  }
  return reply.data;
}

function broken({ message }: Error, sent: number): ImportProblem {
  return new ImportProblem(`${message} ${sent} tickets are stored; the same command goes on after them.`);
}

function rejectionsOf(result: ImportResult, row: number, { columns }: TicketOptions): Rejection[] {
  if (result.status !== 'rejected') return [];
  return result.errors.map(({ field, message }) => ({ row, column: columnOf(field, columns), reason: message }));
}
