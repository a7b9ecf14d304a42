import type { Author, Classification, Outcome, TicketSummary, TicketView } from '@driftdesk/contracts';
import type { Prisma } from '@driftdesk/database';

export const withPeople = {
  replies: { orderBy: { sequence: 'asc' } },
  feedback: { orderBy: { sequence: 'asc' } },
  actions: { orderBy: { id: 'asc' } },
} satisfies Prisma.TicketInclude;

type Row = Prisma.TicketGetPayload<{ omit: { omitted: true } }>;
type Original = NonNullable<TicketView['original']>;
type FullRow = Prisma.TicketGetPayload<{ include: typeof withPeople }>;

/** A ticket in a list. */
export function toSummary(row: Row): TicketSummary {
  const classification = parse<Classification>(row.classification);
  return {
    id: row.id,
    status: row.status as TicketSummary['status'],
    subject: row.subject ?? undefined,
    language: row.language,
    queue: toTriage(classification, 'queue', row.correctedQueue),
    urgency: toTriage(classification, 'urgency', row.correctedUrgency),
    reason: reasonOf(row),
    assignee: row.assignee ?? undefined,
    requester: { id: row.requesterId, role: row.requesterRole as Author['role'] },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** A ticket with everything that happened to it. */
export function toView(row: FullRow): TicketView {
  return {
    ...toSummary(row),
    body: row.body,
    original: toOriginal(row),
    channel: row.channel,
    externalId: row.externalId ?? undefined,
    consent: { externalProcessing: row.externalProcessing, training: row.training },
    ...toPrediction(parse<Classification>(row.classification)),
    passages: parse<TicketView['passages']>(row.passages) ?? [],
    ...toOutcome(parse<Outcome>(row.outcome)),
    replies: row.replies.map((reply) => ({
      ...authored(reply),
      id: reply.id,
      text: reply.text,
      original: toOriginal(reply),
      automatic: reply.automatic ?? undefined,
    })),
    feedback: row.feedback.map((feedback) => ({
      ...authored(feedback),
      labels: feedback.labels as Record<string, string>,
      helpful: feedback.helpful ?? undefined,
      comment: feedback.comment ?? undefined,
    })),
    timeline: timelineOf(row),
  };
}

function toPrediction(classification: Classification | undefined) {
  if (classification === undefined) return {};
  const { model, abstained, outOfScope, alert } = classification;
  return { model: { name: model.name, version: model.version }, abstained, outOfScope, alert };
}

function toOutcome(outcome: Outcome | undefined) {
  if (outcome === undefined) return {};
  return outcome.status === 'answered'
    ? { answer: outcome.answer }
    : { suggestion: outcome.suggestion, detail: outcome.detail };
}

function toOriginal({ omitted }: { omitted: string | null }): Original | undefined {
  return omitted === null ? undefined : { omitted: parse<Original['omitted']>(omitted) ?? [] };
}

/** A JSON column that the gateway itself wrote from a parsed event. */
function parse<Value>(json: string | null): Value | undefined {
  return json === null ? undefined : (JSON.parse(json) as Value);
}

/** A head's output, or the label that a rule puts in its place, and what a person says instead of either. */
function toTriage(
  classification: Classification | undefined,
  name: string,
  corrected: string | null,
): TicketSummary['queue'] {
  const predicted = classification?.heads[name];
  const ruled = classification?.alert?.labels[name];
  const head = ruled === undefined ? predicted : { label: ruled, predicted: predicted?.label };
  if (corrected === null) return head;
  return { ...(head ?? { label: corrected }), corrected };
}

function reasonOf(row: Row): string | undefined {
  const outcome = parse<Outcome>(row.outcome);
  if (row.status === 'needs_human')
    return row.reopenedAt !== null
      ? (row.reopenReason ?? 'reopened')
      : outcome?.status === 'needs_human'
        ? outcome.reason
        : undefined;
  if (row.status === 'resolved' && row.automatic !== null && row.reopenedAt === null) return 'automatic_mail';
  return row.status === 'failed' ? (row.failure ?? undefined) : undefined;
}

function authored(row: { authorId: string; authorRole: string; createdAt: Date }) {
  const author = { id: row.authorId, role: row.authorRole as Author['role'] };
  return { author, createdAt: row.createdAt.toISOString() };
}

/**
 * The stages' columns and people's actions in order of time; what the machine did has no author. People's actions stay in
 * the order in which they were done, and nothing comes before the ticket, also when the clock was set back meanwhile.
 */
function timelineOf(row: FullRow): TicketView['timeline'] {
  const requester = { id: row.requesterId, role: row.requesterRole as Author['role'] };
  const stages = [
    { event: 'classified', at: row.classifiedAt },
    { event: 'context_retrieved', at: row.contextRetrievedAt },
    { event: 'failed', at: row.failedAt },
    { event: row.outcomeStatus ?? 'answered', at: row.outcomeAt },
  ].flatMap(({ event, at }) => (at === null ? [] : [{ event, at, place: at.getTime() }]));
  let latest = -Infinity;
  const actions = row.actions.map(({ event, at, authorId, authorRole }) => {
    latest = Math.max(latest, at.getTime());
    return { event, at, author: { id: authorId, role: authorRole as Author['role'] }, place: latest };
  });
  const received = { event: 'received', at: row.createdAt, author: requester, place: -Infinity };
  return [received, ...stages, ...actions]
    .sort((a, b) => (a.place === b.place ? 0 : a.place - b.place))
    .map(({ place: _, at, ...entry }) => ({ ...entry, at: at.toISOString() }));
}
