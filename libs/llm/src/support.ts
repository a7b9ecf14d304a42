import type { Passage } from '@driftdesk/contracts';
import type { NumberedPassage } from './provider.js';

/** The passages of all documents of which at least one passage is similar enough; numbered by their place in the list. */
export function supportingPassages(passages: readonly Passage[], minimumSimilarity: number): NumberedPassage[] {
  const supporting = new Set(
    passages.filter(({ similarity }) => similarity >= minimumSimilarity).map(({ documentId }) => documentId),
  );
  // A document's steps are often less similar to a complaint than its symptoms are: a document supports as a whole.
  return passages
    .map((passage, i) => ({ n: i + 1, passage }))
    .filter(({ passage }) => supporting.has(passage.documentId));
}

/** Of those, the ones in the language; when there are none, the ones in English, which a requester may be able to read. */
export function readablePassages(passages: readonly NumberedPassage[], language: string): NumberedPassage[] {
  const inLanguage = (code: string) => passages.filter(({ passage }) => passage.language === code);
  const own = inLanguage(language);
  return own.length > 0 ? own : inLanguage('en');
}
