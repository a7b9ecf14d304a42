import type { Author, Classification, HeadOutput, Outcome, TicketSummary, TicketView } from '@driftdesk/contracts';
import type { Prisma } from '@driftdesk/database';

export const withPeople = {
  replies: { orderBy: { id: 'asc' } },
  feedback: { orderBy: { id: 'asc' } },
  timeline: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.TicketInclude;

type Row = Prisma.TicketGetPayload<object>;
type FullRow = Prisma.TicketGetPayload<{ include: typeof withPeople }>;

/** A ticket in a list. */
export function toSummary(row: Row): TicketSummary {
  const heads = (row.classification as Classification | null)?.heads;
  return {
    id: row.id,
    status: row.status as TicketSummary['status'],
    subject: row.subject ?? undefined,
    language: row.language,
    queue: toTriage(heads?.['queue'], row.correctedQueue),
    urgency: toTriage(heads?.['urgency'], row.correctedUrgency),
    reason: reasonOf(row),
    assignee: row.assignee ?? undefined,
    requester: { id: row.requesterId, role: row.requesterRole as Author['role'] },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** A ticket with everything that happened to it. */
export function toView(row: FullRow): TicketView {
  const classification = row.classification as Classification | null;
  const outcome = row.outcome as Outcome | null;
  const model = classification?.model;
  return {
    ...toSummary(row),
    body: row.body,
    channel: row.channel,
    externalId: row.externalId ?? undefined,
    consent: { externalProcessing: row.externalProcessing, training: row.training },
    model: model === undefined ? undefined : { name: model.name, version: model.version },
    abstained: classification?.abstained,
    passages: (row.passages ?? []) as TicketView['passages'],
    answer: outcome?.status === 'answered' ? outcome.answer : undefined,
    detail: outcome?.status === 'needs_human' ? outcome.detail : undefined,
    replies: row.replies.map((reply) => ({ ...authored(reply), id: reply.id, text: reply.text })),
    feedback: row.feedback.map((feedback) => ({
      ...authored(feedback),
      labels: feedback.labels as Record<string, string>,
      helpful: feedback.helpful ?? undefined,
      comment: feedback.comment ?? undefined,
    })),
    timeline: row.timeline.map((entry) => ({
      event: entry.event,
      at: entry.at.toISOString(),
      author: authorOf(entry),
    })),
  };
}

function toTriage(head: HeadOutput | undefined, corrected: string | null): TicketSummary['queue'] {
  if (head === undefined) return undefined;
  return corrected === null ? head : { ...head, corrected };
}

function reasonOf(row: Row): string | undefined {
  const outcome = row.outcome as Outcome | null;
  if (row.status === 'needs_human')
    return row.reopenedAt !== null ? 'reopened' : outcome?.status === 'needs_human' ? outcome.reason : undefined;
  return row.status === 'failed' ? (row.failure ?? undefined) : undefined;
}

function authored(row: { authorId: string; authorRole: string; createdAt: Date }) {
  const author = { id: row.authorId, role: row.authorRole as Author['role'] };
  return { author, createdAt: row.createdAt.toISOString() };
}

function authorOf(entry: { authorId: string | null; authorRole: string | null }): Author | undefined {
  return entry.authorId === null ? undefined : { id: entry.authorId, role: entry.authorRole as Author['role'] };
}
