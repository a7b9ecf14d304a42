import { z } from 'zod';
import { uuid } from '../text.js';
import { defineEvent } from './event.js';

/** Where copies of what a requester wrote are; each has one owner, who says when it is empty. */
export const erasurePlaces = [
  'tickets',
  'events',
  'knowledge',
  'quotations',
  'drafting',
  'observations',
  'training',
] as const;
export const erasurePlaceSchema = z.enum(erasurePlaces);
export type ErasurePlace = z.infer<typeof erasurePlaceSchema>;

/** gateway → rag, llm-response, drift-monitor: a requester's tickets are gone; empty what you have of them. */
export const requesterErased = defineEvent({
  topic: 'requesters.erased.v1',
  schema: z.strictObject({ erasureId: uuid, ticketIds: z.array(uuid) }),
  key: ({ erasureId }) => erasureId,
});

/** the owner of a place → gateway */
export const requesterDataErased = defineEvent({
  topic: 'requesters.data-erased.v1',
  schema: z.strictObject({
    erasureId: uuid,
    place: erasurePlaceSchema,
    erased: z.int().nonnegative().describe('rows or files'),
    documentIds: z.array(uuid).optional().describe('knowledge that is gone: other tickets may quote it'),
  }),
  key: ({ erasureId }) => erasureId,
});
