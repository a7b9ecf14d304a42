import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Token of the process's metrics. */
export const METRICS = Symbol('Metrics');

/** What every Driftdesk process counts; names and labels are the public contract of `/metrics`. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const [minute, hour, day] = [60, 3_600, 86_400];
  // A step between two stations takes a second or, where people label or a version is watched, days.
  const secondsToAMonth = [
    ...[1, 5, 15, 30],
    ...[1, 2, 5, 10, 20, 30].map((minutes) => minutes * minute),
    ...[1, 2, 4, 8, 12].map((hours) => hours * hour),
    ...[1, 2, 4, 7, 14, 30].map((days) => days * day),
  ];
  const seconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
  return {
    registry,
    httpSeconds: new Histogram({
      name: 'driftdesk_http_request_seconds',
      help: 'Time to answer an HTTP request',
      labelNames: ['method', 'route', 'status'],
      buckets: seconds,
      registers,
    }),
    eventsHandled: new Counter({
      name: 'driftdesk_events_handled_total',
      help: 'Events whose handler committed',
      labelNames: ['consumer', 'topic'],
      registers,
    }),
    batchSeconds: new Histogram({
      name: 'driftdesk_event_batch_seconds',
      help: 'Time to handle and commit one batch of events',
      labelNames: ['consumer', 'topic'],
      buckets: seconds,
      registers,
    }),
    eventsRetried: new Counter({
      name: 'driftdesk_events_retried_total',
      help: 'Failed attempts that will be repeated',
      labelNames: ['consumer', 'topic'],
      registers,
    }),
    deadLetters: new Counter({
      name: 'driftdesk_dead_letters_total',
      help: 'Events given up on',
      labelNames: ['consumer', 'topic'],
      registers,
    }),
    ticketOutcomes: new Counter({
      name: 'driftdesk_ticket_outcomes_total',
      help: 'Tickets that the machine finished, by outcome and reason',
      labelNames: ['status', 'reason'],
      registers,
    }),
    ticketSeconds: new Histogram({
      name: 'driftdesk_ticket_seconds',
      help: 'Time from submission to the machine’s outcome',
      buckets: seconds,
      registers,
    }),
    driftEvaluations: new Counter({
      name: 'driftdesk_drift_evaluations_total',
      help: 'Evaluations of the stream, by what they found',
      labelNames: ['status'],
      registers,
    }),
    feedbackError: new Gauge({
      name: 'driftdesk_feedback_error',
      help: 'Share of the last labelled tickets that the champion got wrong, at the last evaluation',
      labelNames: ['model'],
      registers,
    }),
    rollouts: new Counter({
      name: 'driftdesk_rollouts_total',
      help: 'Rollouts, counted in each status that they came to',
      labelNames: ['status'],
      registers,
    }),
    rolloutSeconds: new Histogram({
      name: 'driftdesk_rollout_seconds',
      help: 'Time from the station before until a rollout reached this one',
      labelNames: ['station'],
      buckets: secondsToAMonth,
      registers,
    }),
    driftToServingSeconds: new Histogram({
      name: 'driftdesk_drift_to_serving_seconds',
      help: 'Time from the first drifted window until every process served the new version',
      buckets: secondsToAMonth,
      registers,
    }),
    llmTokens: new Counter({
      name: 'driftdesk_llm_tokens_total',
      help: 'Tokens that LLM providers were paid for, as they report them',
      labelNames: ['provider'],
      registers,
    }),
    llmBreakerOpen: new Gauge({
      name: 'driftdesk_llm_breaker_open',
      help: '1 while an LLM provider keeps failing and is not asked, or only tried',
      labelNames: ['provider'],
      registers,
    }),
    llmBudgetSpent: new Gauge({
      name: 'driftdesk_llm_budget_spent',
      help: '1 when the last draft was refused because the month’s tokens are spent',
      registers,
    }),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
