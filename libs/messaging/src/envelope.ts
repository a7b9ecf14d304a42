import type { Envelope, EventDefinition } from '@driftdesk/contracts';
import { v7 as uuidv7 } from 'uuid';

/** An event that something outside of messaging caused: a request, a timer. */
export function newEvent<Payload>(
  event: EventDefinition<Payload>,
  payload: Payload,
  correlationId: string,
): Envelope<Payload> {
  return seal(event, payload, { correlationId });
}

/** An event that a handler publishes because of another one; the correlation id goes on. */
export function causedEvent<Payload>(
  cause: Envelope,
  event: EventDefinition<Payload>,
  payload: Payload,
): Envelope<Payload> {
  return seal(event, payload, { correlationId: cause.correlationId, causationId: cause.id });
}

/** @throws ZodError when the payload does not fit the event: a bug of the publisher */
function seal<Payload>(
  event: EventDefinition<Payload>,
  payload: Payload,
  origin: { correlationId: string; causationId?: string },
): Envelope<Payload> {
  const parsed = event.schema.parse(payload);
  return {
    id: uuidv7(),
    topic: event.topic,
    key: event.key(parsed),
    ...origin,
    occurredAt: new Date().toISOString(),
    payload: parsed,
  };
}
