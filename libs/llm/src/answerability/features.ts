import { ticketText, type Classification, type Passage, type Ticket } from '@driftdesk/contracts';
import { contentStems } from '../text/words.js';

/** What of a ticket and its classification tells which document answers it. */
export interface AnswerableTicket {
  readonly ticket: Pick<Ticket, 'subject' | 'body' | 'language'>;
  readonly classification: Pick<Classification, 'heads'> & {
    readonly abstained?: boolean | undefined;
    readonly outOfScope?: boolean | undefined;
  };
}

/** What is known about a ticket and one document that was found for it. */
export interface AnswerabilityFeatures {
  /** Cosine of the ticket and the document's nearest passage. */
  readonly similarity: number;
  /** ln(1 + words of the ticket in one passage or its title), of the passage that has most of them. */
  readonly sharedWords: number;
  /** Probability that the classifier gives the document's queue; of a ticket that it does not route, nothing is known. */
  readonly queue: number;
  /** 1 for a ticket in another language than English, which the embedding model reads best; else 0. */
  readonly foreign: number;
}

/** The order in which `answerabilityVector` has the features. */
export const answerabilityFeatureNames = ['similarity', 'sharedWords', 'queue', 'foreign'] as const;

/** What a document without a queue counts as, and every document for a ticket without one. */
const unknownQueue = 0.5;

/** So much of a ticket is compared word by word; what follows is mostly quoted mail and logs. */
const comparedCharacters = 2_000;

/** The content stems of a ticket that are looked for in passages. */
export function ticketStems(ticket: AnswerableTicket['ticket']): ReadonlySet<string> {
  return new Set(contentStems(ticketText(ticket).slice(0, comparedCharacters)));
}

/** Features of a document. @param document its passages that were found, at least one */
export function readFeatures(
  { ticket, classification, stems }: AnswerableTicket & { readonly stems: ReadonlySet<string> },
  document: readonly Passage[],
  stemsOf: (passage: Passage) => ReadonlySet<string>,
): AnswerabilityFeatures {
  const shared = document.map((passage) => countShared(stems, stemsOf(passage)));
  const queue = document[0]?.queue;
  return {
    similarity: Math.max(...document.map(({ similarity }) => similarity)),
    sharedWords: Math.log1p(Math.max(...shared)),
    queue: queue === undefined || !isRouted(classification) ? unknownQueue : probabilityOf(classification, queue),
    foreign: ticket.language === 'en' ? 0 : 1,
  };
}

/** Whether the classifier says where a ticket belongs: it is sure, and the ticket is about something that it knows. */
export function isRouted({ abstained, outOfScope }: Omit<AnswerableTicket['classification'], 'heads'>): boolean {
  return abstained !== true && outOfScope !== true;
}

function probabilityOf({ heads }: AnswerableTicket['classification'], queue: string): number {
  return heads['queue']?.probabilities[queue] ?? 0;
}

function countShared(stems: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0;
  for (const stem of stems) if (others.has(stem)) shared++;
  return shared;
}
