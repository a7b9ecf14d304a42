import { z } from 'zod';
import { timestamp, uuid } from '../text.js';

/** One constant is the whole event: versioned topic, payload schema, key. Parsed on publish and on receipt. */
export interface EventDefinition<Payload = unknown> {
  readonly topic: string;
  readonly schema: z.ZodType<Payload>;
  /** Events of one key keep their order where the transport can. */
  readonly key: (payload: Payload) => string;
}

export function defineEvent<Payload>(definition: EventDefinition<Payload>): EventDefinition<Payload> {
  return definition;
}

/** What travels: the payload and where it came from. */
export const envelopeSchema = z.strictObject({
  id: uuid,
  topic: z.string(),
  key: z.string(),
  correlationId: z.string().describe('the same through everything that one request or one drifted window causes'),
  causationId: uuid.optional().describe('the event whose handler published this one'),
  occurredAt: timestamp,
  payload: z.unknown(),
});
export type Envelope<Payload = unknown> = Omit<z.infer<typeof envelopeSchema>, 'payload'> & {
  readonly payload: Payload;
};
