import { z } from 'zod';
import { timestamp, uuid } from '../text.js';
import { pageOf, pageQuery, problems } from './common.js';
import { defineRoute } from './route.js';

const tag = 'dead letters';

export const deadLetterSchema = z.object({
  id: uuid,
  consumer: z.string(),
  topic: z.string(),
  key: z.string(),
  eventId: uuid,
  reason: z.string(),
  attempts: z.int(),
  createdAt: timestamp,
  replayedAt: timestamp.nullable(),
});

export const listDeadLetters = defineRoute({
  id: 'listDeadLetters',
  method: 'GET',
  path: '/v1/dead-letters',
  tag,
  summary: 'Events that no retry could handle, newest first',
  query: z.strictObject({ ...pageQuery }),
  responses: { 200: { description: 'A page', schema: pageOf(deadLetterSchema) }, ...problems(400) },
});

export const replayDeadLetter = defineRoute({
  id: 'replayDeadLetter',
  method: 'POST',
  path: '/v1/dead-letters/:id/replay',
  tag,
  summary: 'Hand the event to its consumer again',
  params: z.strictObject({ id: uuid }),
  responses: { 202: { description: 'Queued', schema: deadLetterSchema }, ...problems(400, 404, 409) },
});
