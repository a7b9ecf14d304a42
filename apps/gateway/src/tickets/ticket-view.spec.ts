import { describe, expect, it } from '@jest/globals';
import {
  type Alert,
  type Classification,
  type Outcome,
  ticketSummarySchema,
  ticketViewSchema,
} from '@driftdesk/contracts';
import { toSummary, toView } from './ticket-view.js';

const id = '018f4f7e-0000-7000-8000-000000000001';
const at = new Date('2026-11-21T06:00:00.000Z');
const later = new Date('2026-11-21T06:00:01.000Z');
const ada = { authorId: 'ada', authorRole: 'agent' };

const classification: Classification = {
  heads: {
    queue: { label: 'network', confidence: 0.8, probabilities: { network: 0.8, printing: 0.2 } },
    urgency: { label: 'low', confidence: 0.9, probabilities: { low: 0.9, high: 0.1 } },
  },
  abstained: false,
  outOfScope: false,
  model: { name: 'ticket-triage', version: 'v-1', digest: 'd' },
};
const answered: Outcome = {
  status: 'answered',
  answer: { text: 'Restart it [1].', citations: [], provider: 'extractive', grounded: true },
};
const unanswered: Outcome = { status: 'needs_human', reason: 'not_confident', detail: 'The queue is unclear.' };

type Row = Parameters<typeof toView>[0];

/** A ticket as it is stored when it has just been received. */
const received: Row = {
  id,
  sequence: 1n,
  status: 'received',
  subject: null,
  body: 'The VPN drops',
  language: 'en',
  channel: 'api',
  omitted: null,
  automatic: null,
  externalId: null,
  requesterId: 'local',
  requesterRole: 'admin',
  externalProcessing: true,
  training: false,
  correlationId: 'c',
  classification: null,
  predictedQueue: null,
  predictedUrgency: null,
  correctedQueue: null,
  correctedUrgency: null,
  queue: null,
  urgency: null,
  classifiedAt: null,
  passages: null,
  contextRetrievedAt: null,
  outcome: null,
  outcomeStatus: null,
  outcomeAt: null,
  failure: null,
  failedAt: null,
  assignee: null,
  resolvedAt: null,
  reopenedAt: null,
  reopenReason: null,
  createdAt: at,
  updatedAt: at,
  replies: [],
  feedback: [],
  actions: [],
};
const classified = { classification: JSON.stringify(classification), classifiedAt: at };
const finished = (outcome: Outcome) => ({
  outcome: JSON.stringify(outcome),
  outcomeStatus: outcome.status,
  outcomeAt: at,
});
const row = (changes: Partial<Row>): Row => ({ ...received, ...changes });

describe('a ticket that was just received', () => {
  it('shows what it is and leaves out what nobody knows yet', () => {
    const view = JSON.parse(JSON.stringify(toView(received))) as object;
    expect(ticketViewSchema.parse(view)).toEqual(view);
    expect(view).toEqual({
      id,
      status: 'received',
      language: 'en',
      requester: { id: 'local', role: 'admin' },
      createdAt: at.toISOString(),
      updatedAt: at.toISOString(),
      body: 'The VPN drops',
      channel: 'api',
      consent: { externalProcessing: true, training: false },
      passages: [],
      replies: [],
      feedback: [],
      timeline: [{ event: 'received', at: at.toISOString(), author: { id: 'local', role: 'admin' } }],
    });
  });
});

describe('a classified ticket', () => {
  it('shows each head’s output and which version said it, but not its digest', () => {
    const view = toView(row({ status: 'classified', ...classified }));
    expect(view).toMatchObject({ ...classification.heads, abstained: false });
    expect(view.model).toEqual({ name: 'ticket-triage', version: 'v-1' });
    expect(view.queue).not.toHaveProperty('corrected');
  });

  it('shows beside it what a person says instead', () => {
    const summary = toSummary(row({ ...classified, correctedQueue: 'printing' }));
    expect(summary.queue).toEqual({ ...classification.heads['queue'], corrected: 'printing' });
    expect(summary.urgency).toEqual(classification.heads['urgency']);
    expect(ticketSummarySchema.parse(summary)).toMatchObject({ id });
  });
});

describe('a ticket that a rule fits', () => {
  const alert: Alert = {
    rule: 'lost-device',
    reason: 'security_incident',
    labels: { urgency: 'high' },
    acknowledgement: 'Call us.',
  };
  const ruled = { classification: JSON.stringify({ ...classification, alert }), classifiedAt: at };

  it('shows the rule, and its label in the place of the model’s', () => {
    const view = toView(row({ status: 'classified', ...ruled }));
    expect(view.alert).toEqual(alert);
    expect(view.urgency).toEqual({ label: 'high', predicted: classification.heads['urgency']?.label });
    expect(view.queue).toEqual(classification.heads['queue']);
    expect(ticketViewSchema.safeParse(JSON.parse(JSON.stringify(view))).success).toBe(true);
  });

  it('shows what the machine would have answered as a suggestion', () => {
    const outcome: Outcome = { status: 'needs_human', reason: 'safety', suggestion: answered.answer };
    const view = toView(row({ status: 'needs_human', ...ruled, ...finished(outcome) }));
    expect(view).toMatchObject({ reason: 'safety', suggestion: answered.answer });
    expect(view.answer).toBeUndefined();
  });
});

describe('what became of a ticket', () => {
  it('is the answer, without a reason', () => {
    const view = toView(row({ status: 'answered', ...classified, ...finished(answered) }));
    expect(view).toMatchObject({ status: 'answered', answer: answered.answer });
    expect([view.reason, view.detail]).toEqual([undefined, undefined]);
  });

  it('or why a person has it', () => {
    const view = toView(row({ status: 'needs_human', ...finished(unanswered) }));
    expect(view).toMatchObject({ reason: 'not_confident', detail: 'The queue is unclear.' });
    expect(view.answer).toBeUndefined();
  });

  it('or that somebody was not content with the answer, which stays to be read', () => {
    const view = toView(row({ status: 'needs_human', ...finished(answered), reopenedAt: at }));
    expect(view).toMatchObject({ reason: 'reopened', answer: answered.answer });
  });

  it('or why it failed', () => {
    const failed = row({ status: 'failed', failure: 'the event does not fit its schema' });
    expect(toSummary(failed).reason).toBe('the event does not fit its schema');
    // A replay may have answered it since: the failure is history then.
    expect(toSummary({ ...failed, status: 'answered', ...finished(answered) }).reason).toBeUndefined();
  });
});

describe('what people and the machine did', () => {
  it('is told with who and when; the machine has no author', () => {
    const view = toView(
      row({
        replies: [
          { id, sequence: 1n, ticketId: id, text: 'Try again.', omitted: null, automatic: null, createdAt: at, ...ada },
        ],
        feedback: [
          {
            id,
            sequence: 1n,
            ticketId: id,
            labels: { queue: 'printing' },
            helpful: null,
            comment: null,
            createdAt: at,
            ...ada,
          },
        ],
        ...classified,
        ...finished(answered),
        actions: [{ id: 1n, ticketId: id, event: 'replied', at: later, ...ada }],
      }),
    );
    const told = { author: { id: 'ada', role: 'agent' }, createdAt: at.toISOString() };
    expect(view.replies).toEqual([{ id, text: 'Try again.', ...told }]);
    expect(view.feedback).toEqual([{ labels: { queue: 'printing' }, helpful: undefined, comment: undefined, ...told }]);
    expect(view.timeline).toEqual([
      { event: 'received', at: at.toISOString(), author: { id: 'local', role: 'admin' } },
      { event: 'classified', at: at.toISOString(), author: undefined },
      { event: 'answered', at: at.toISOString(), author: undefined },
      { event: 'replied', at: later.toISOString(), author: told.author },
    ]);
    expect(ticketViewSchema.safeParse(JSON.parse(JSON.stringify(view))).success).toBe(true);
  });
});
