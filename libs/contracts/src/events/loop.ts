import { z } from 'zod';
import { authorSchema } from '../identity.js';
import { uuid } from '../text.js';
import { defineEvent } from './event.js';

const byModel = (payload: { model: string }) => payload.model;

/** What every event of the loop says: the model, and the rollout it belongs to when there is one. */
const ofRollout = { model: z.string(), rolloutId: uuid.optional() };

/** drift-monitor → webhooks, dashboards */
export const driftDetected = defineEvent({
  topic: 'drift.detected.v1',
  schema: z.strictObject({ ...ofRollout, version: z.string(), reportId: uuid, summary: z.string() }),
  key: byModel,
});

/** drift-monitor → trainer */
export const trainingRequested = defineEvent({
  topic: 'models.training-requested.v1',
  schema: z.strictObject({ ...ofRollout, trainingRunId: uuid }),
  key: byModel,
});

/** drift-monitor: a version passed its gates. */
export const modelValidated = defineEvent({
  topic: 'models.validated.v1',
  schema: z.strictObject({ ...ofRollout, version: z.string(), trainingRunId: uuid }),
  key: byModel,
});

/** drift-monitor: a version did not. */
export const modelRejected = defineEvent({
  topic: 'models.rejected.v1',
  schema: z.strictObject({ ...ofRollout, version: z.string(), trainingRunId: uuid, reasons: z.array(z.string()) }),
  key: byModel,
});

const change = {
  ...ofRollout,
  version: z.string(),
  from: z.string().nullable().describe('what served before; null: nothing'),
  reason: z.string(),
  author: authorSchema.describe('who did it: a person, or the loop'),
};

/** registry, with the move of the alias, whoever moves it: another version serves from now on. */
export const modelPromoted = defineEvent({
  topic: 'models.promoted.v1',
  schema: z.strictObject(change),
  key: byModel,
});

/** The same when the version before serves again. */
export const modelRolledBack = defineEvent({
  topic: 'models.rolled-back.v1',
  schema: z.strictObject(change),
  key: byModel,
});

/** drift-monitor: a rollout came to no verdict on a version; another one may begin. */
export const rolloutFailed = defineEvent({
  topic: 'models.rollout-failed.v1',
  schema: z.strictObject({ ...ofRollout, version: z.string().optional(), reason: z.string() }),
  key: byModel,
});
