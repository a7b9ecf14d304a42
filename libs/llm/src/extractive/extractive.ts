import { ticketText } from '@driftdesk/contracts';
import { byDocument } from '../by-document.js';
import { citedNumbers } from '../citations.js';
import type { PassageIndex } from '../passage-index.js';
import type { AnswerProvider, Draft, DraftRequest, NumberedPassage } from '../provider.js';
import { contentStems } from '../text/words.js';
import { chooseQuotes, leavesOut, lineOf, readQuotes, type Quote, type QuoteLimits } from './choose.js';
import { leadLines } from './lead.js';

const defaultLimits: QuoteLimits = { least: 3, most: 10, characters: 1_300 };

/** So much of a ticket is compared word by word; what follows is mostly quoted mail and logs. */
const comparedCharacters = 2_000;

/** Answers with the passages' own sentences. Needs no key, no network and no model but the embedder. */
export function extractive(index: PassageIndex, limits: QuoteLimits = defaultLimits): AnswerProvider {
  return {
    name: 'extractive',
    external: false,
    generative: false,
    draft: async (request) => quote(request, await readAll(request, index), limits),
  };
}

/** All quotes of a request: best document first, each document in its own order. */
async function readAll(request: DraftRequest, index: PassageIndex): Promise<Quote[]> {
  const text = ticketText(request.ticket).slice(0, comparedCharacters);
  const ticket = { embedding: request.embedding, stems: new Set(contentStems(text)) };
  const quotes: Quote[] = [];
  for (const numbered of inDocumentOrder(request.passages)) {
    quotes.push(...readQuotes(ticket, numbered, await index.read(numbered.passage.text)));
  }
  return quotes;
}

/** Documents as they come, best first; a document's passages by their id, which counts them. */
function inDocumentOrder(passages: readonly NumberedPassage[]): NumberedPassage[] {
  const documents = byDocument(passages, ({ passage }) => passage.documentId);
  return documents.flatMap((document) => document.toSorted(byPassageId));
}

const passageIds = new Intl.Collator('en', { numeric: true });

function byPassageId(a: NumberedPassage, b: NumberedPassage): number {
  return passageIds.compare(a.passage.passageId, b.passage.passageId);
}

function quote(request: DraftRequest, quotes: readonly Quote[], limits: QuoteLimits): Draft {
  const chosen = chooseQuotes(quotes, limits);
  if (chosen.length === 0) return { declined: 'The passages describe the problem but do not say what to do about it.' };
  const text = chosen.map(lineOf).join('\n');
  const languages = new Set(
    request.passages.filter(({ n }) => chosen.some((quote) => quote.n === n)).map(({ passage }) => passage.language),
  );
  const quoted = languages.size === 1 ? [...languages][0] : undefined;
  return {
    text,
    cited: citedNumbers(text),
    lead: leadLines(request.ticket.language, quoted ?? request.ticket.language, leavesOut(quotes, chosen)),
  };
}
