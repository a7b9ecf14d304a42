import {
  encodeEmbedding,
  type Envelope,
  type ModelReference,
  type Ticket,
  ticketClassified,
  ticketLabelled,
} from '@driftdesk/contracts';
import { defaultIdentity } from '@driftdesk/governance';
import type { Prediction } from '@driftdesk/inference';
import { newEvent } from '@driftdesk/messaging';
import type { StreamTicket } from './tickets.js';

/** What the classifier tells of a ticket. */
export function classifiedEvent(ticket: StreamTicket, prediction: Prediction, model: ModelReference, at: Date) {
  const payload = {
    ticket: asSubmitted(ticket, at),
    classification: { ...prediction, model },
    embedding: encodeEmbedding(ticket.embedding),
  };
  return occurred(newEvent(ticketClassified, payload, ticket.example.id), at);
}

/** What the desk tells of a label: that it came with an import, or that an agent gave it. */
export function labelledEvent(ticket: StreamTicket, source: 'original' | 'agent', at: Date) {
  const { group, labels } = ticket.example;
  const payload = { ticket: asSubmitted(ticket, at), group, labels, source, author: defaultIdentity };
  return occurred(newEvent(ticketLabelled, payload, ticket.example.id), at);
}

function asSubmitted({ example: { id, subject, body, language } }: StreamTicket, at: Date): Ticket {
  return {
    ...{ id, body, language, channel: 'bench', requester: defaultIdentity, submittedAt: at.toISOString() },
    ...(subject === undefined ? {} : { subject }),
    consent: { externalProcessing: true, training: true },
  };
}

function occurred<Payload>(event: Envelope<Payload>, at: Date): Envelope<Payload> {
  return { ...event, occurredAt: at.toISOString() };
}
