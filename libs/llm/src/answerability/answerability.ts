import type { Passage } from '@driftdesk/contracts';
import { byDocument } from '../by-document.js';
import { asksForTitle } from './title.js';
import { readFeatures, ticketStems, type AnswerabilityFeatures, type AnswerableTicket } from './features.js';
import { answerabilityWeights } from './weights.js';

/** A document that was found for a ticket, and how probable it is that it answers it. */
export interface RankedDocument {
  /** Its passages, in the order in which they were found. */
  readonly passages: readonly Passage[];
  /** 0–1. */
  readonly confidence: number;
  /** Whether the ticket asks for what the title says, and for little else. */
  readonly isTitled: boolean;
}

/** The probability that a document answers a ticket: logistic in the features. */
export function answerability(features: AnswerabilityFeatures): number {
  const { intercept, similarity, sharedWords, queue, foreign } = answerabilityWeights;
  const score =
    intercept +
    similarity * features.similarity +
    sharedWords * features.sharedWords +
    queue * features.queue +
    foreign * features.foreign;
  return 1 / (1 + Math.exp(-score));
}

/** The documents of the passages that were found for a ticket, the one that most probably answers it first. */
export function rankDocuments(
  request: AnswerableTicket & { readonly passages: readonly Passage[] },
  stemsOf: (passage: Passage) => ReadonlySet<string>,
): RankedDocument[] {
  const stems = ticketStems(request.ticket);
  return byDocument(request.passages, ({ documentId }) => documentId)
    .map((passages) => ({
      passages,
      confidence: answerability(readFeatures({ ...request, stems }, passages, stemsOf)),
      isTitled: asksForTitle(stems, passages[0]?.title ?? ''),
    }))
    .sort((a, b) => b.confidence - a.confidence);
}
