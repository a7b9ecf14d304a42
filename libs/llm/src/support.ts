import type { Passage } from '@driftdesk/contracts';
import type { RankedDocument } from './answerability/answerability.js';
import { leastConfidenceAlone } from './answerability/weights.js';
import type { NumberedPassage } from './provider.js';

/** How sure a document must be: at least `minimum`, and more when nobody says where the ticket belongs. */
export interface Demand {
  /** 0–1. */
  readonly minimum: number;
  /** Whether the classifier is sure where the ticket belongs. */
  readonly isRouted: boolean;
}

/**
 * The passages of the documents that are confident enough, best document first, the order within a document kept;
 * numbered by their place in what was found.
 */
export function supportingPassages(
  found: readonly Passage[],
  documents: readonly RankedDocument[],
  demand: Demand,
): NumberedPassage[] {
  // A document's steps are often less similar to a complaint than its symptoms are: a document supports as a whole.
  return documents
    .filter((document) => supports(document, demand))
    .flatMap(({ passages }) => passages.map((passage) => ({ n: found.indexOf(passage) + 1, passage })));
}

function supports({ confidence, isTitled }: RankedDocument, { minimum, isRouted }: Demand): boolean {
  return isRouted ? confidence >= minimum : isTitled || confidence >= Math.max(minimum, leastConfidenceAlone);
}

/** Of those, the ones in the language; when there are none, the ones in English, which a requester may be able to read. */
export function readablePassages(passages: readonly NumberedPassage[], language: string): NumberedPassage[] {
  const inLanguage = (code: string) => passages.filter(({ passage }) => passage.language === code);
  const own = inLanguage(language);
  return own.length > 0 ? own : inLanguage('en');
}
