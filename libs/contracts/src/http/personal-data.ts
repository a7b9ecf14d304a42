import { z } from 'zod';
import { erasurePlaceSchema } from '../events/requesters.js';
import { authorSchema, consentSchema } from '../identity.js';
import { timestamp, uuid } from '../text.js';
import { pageQuery, problems } from './common.js';
import { defineRoute } from './route.js';
import { ticketViewSchema } from './tickets.js';

const tag = 'personal data';
const byRequester = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,199}$/, 'must be the id of a requester'),
});

export const changeConsent = defineRoute({
  id: 'changeConsent',
  method: 'PUT',
  path: '/v1/tickets/:id/consent',
  tag,
  summary:
    'Change what may be done with a ticket; holds from the next external call and the next snapshot on. Others than the requester can only withdraw.',
  params: z.strictObject({ id: uuid }),
  body: consentSchema,
  responses: {
    200: { description: 'The ticket', schema: ticketViewSchema },
    ...problems(400, 403, 404, 409, 413, 415),
  },
});

export const erasureSchema = z.object({
  id: uuid,
  status: z.enum(['pending', 'done']),
  requestedAt: timestamp,
  requestedBy: authorSchema,
  parts: z.array(
    z.object({
      place: erasurePlaceSchema,
      status: z.enum(['pending', 'done']),
      erased: z.int().optional().describe('rows or files that were emptied'),
      doneAt: timestamp.optional(),
    }),
  ),
});
export type Erasure = z.infer<typeof erasureSchema>;

export const exportRequesterData = defineRoute({
  id: 'exportRequesterData',
  method: 'GET',
  path: '/v1/requesters/:id/data',
  tag,
  summary: 'What the desk has of a requester: tickets with all that belongs to them, and earlier erasures',
  params: byRequester,
  query: z.strictObject({ ...pageQuery }),
  responses: {
    200: {
      description: 'A page of the tickets',
      schema: z.object({
        requesterId: z.string(),
        tickets: z.array(ticketViewSchema),
        nextCursor: z.string().nullable(),
        erasures: z.array(erasureSchema),
      }),
    },
    ...problems(400, 404, 507),
  },
});

export const eraseRequesterData = defineRoute({
  id: 'eraseRequesterData',
  method: 'DELETE',
  path: '/v1/requesters/:id/data',
  tag,
  summary: 'Erase every copy of what a requester wrote. Ask again to see what is pending.',
  params: byRequester,
  responses: { 202: { description: 'What is done and what is pending', schema: erasureSchema }, ...problems(400, 404) },
});
