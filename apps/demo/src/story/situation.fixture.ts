import type { DriftReport, Loop, Rollout } from '@driftdesk/contracts';

const at = '2026-01-01T00:00:00.000Z';
const window = { from: 1, to: 100, tickets: 100 };

export const loop: Loop = {
  autonomy: 'auto',
  paused: false,
  rules: {
    reference: 100,
    referenceMost: 2_000,
    window: 100,
    minimumWindow: 50,
    cooldownHours: 24,
    labels: 60,
    watchLabels: 20,
    watchHours: 24,
  },
};

export const report: DriftReport = {
  id: '00000000-0000-7000-8000-000000000001',
  model: 'ticket-triage',
  version: 'v-old',
  status: 'no_drift',
  trigger: 'observations',
  summary: 'No drift in 100 tickets.',
  createdAt: at,
  milliseconds: 5,
  alpha: 0.01,
  reference: window,
  current: window,
  tests: [],
};

export const rollout: Rollout = {
  id: '00000000-0000-7000-8000-000000000002',
  model: 'ticket-triage',
  status: 'waiting_labels',
  correlationId: 'c',
  champion: 'v-old',
  labels: { have: 12, need: 60, given: 12 },
  stations: { drifted: at, detected: at },
  seconds: {},
  createdAt: at,
  updatedAt: at,
};
