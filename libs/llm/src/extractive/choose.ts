import { byDocument } from '../by-document.js';
import type { NumberedPassage } from '../provider.js';
import type { IndexedPassage, Statement } from '../passage-index.js';
import { sectionKind, type SectionKind } from './section.js';

/** A statement that could be quoted, and where it stands. */
export interface Quote {
  readonly n: number;
  readonly text: string;
  readonly documentId: string;
  readonly kind: SectionKind;
  /** How well it fits the ticket: cosine plus shared words, higher is better. */
  readonly fit: number;
}

/** A ticket as quotes are chosen for it. */
export interface TicketView {
  /** Unit length. */
  readonly embedding: Float32Array;
  readonly stems: ReadonlySet<string>;
}

/** What an exact shared word adds to a cosine: enough to tell two steps apart, not enough to overrule the meaning. */
const sharedWordsWeight = 0.2;

/** The statements of a passage that may be quoted, in its order. */
export function readQuotes(ticket: TicketView, { n, passage }: NumberedPassage, index: IndexedPassage): Quote[] {
  const passageKind = sectionKind(passage.section);
  const quotes: Quote[] = [];
  for (const statement of index.statements) {
    const { text, heading } = statement;
    const kind = heading === undefined ? passageKind : sectionKind(heading);
    // A requester knows the symptoms; the title is no statement.
    if (kind === 'symptoms' || statement.looksCited || text === passage.title) continue;
    quotes.push({ n, text, documentId: passage.documentId, kind, fit: fitOf(ticket, statement) });
  }
  return quotes;
}

function fitOf(ticket: TicketView, { stems, vector }: Statement): number {
  let cosine = 0;
  for (let i = 0; i < vector.length; i++) cosine += (vector[i] ?? 0) * (ticket.embedding[i] ?? 0);
  let shared = 0;
  for (const stem of stems) if (ticket.stems.has(stem)) shared++;
  return cosine + (sharedWordsWeight * shared) / Math.max(stems.size, 4);
}

/** Bounds of an extractive answer. */
export interface QuoteLimits {
  readonly least: number;
  readonly most: number;
  /** In UTF-16 code units, marks included. */
  readonly characters: number;
}

/**
 * Chooses what to quote: what to do, from the best document that says it, in the document's order; when that is short,
 * its causes and checks. Empty when no document says what to do.
 * @param quotes of all passages: best document first, each document in its own order
 */
export function chooseQuotes(quotes: readonly Quote[], limits: QuoteLimits): Quote[] {
  const documents = byDocument(quotes, ({ documentId }) => documentId).map(byUse);
  const best = documents.find(({ actions }) => actions.length > 0);
  if (!best) return [];
  const chosen = new Set<Quote>();
  take(chosen, best.actions, limits, limits.most);
  take(chosen, best.background, limits, limits.least);
  return quotes.filter((quote) => chosen.has(quote));
}

/** Whether the document that says what to do says more of it than was chosen. */
export function leavesOut(quotes: readonly Quote[], chosen: readonly Quote[]): boolean {
  const texts = new Set(chosen.map(({ text }) => text));
  const documents = new Set(chosen.map(({ documentId }) => documentId));
  return byUse(quotes.filter(({ documentId }) => documents.has(documentId))).actions.some(
    ({ text }) => !texts.has(text),
  );
}

function byUse(quotes: Quote[]): { actions: Quote[]; background: Quote[] } {
  const steps = quotes.filter(({ kind }) => kind === 'steps');
  const other = quotes.filter(({ kind }) => kind === 'other');
  // Without a section of steps, a plain text is its own instruction; with one, it is only the introduction.
  const actions = steps.length > 0 ? steps : other;
  return { actions, background: quotes.filter(({ kind }) => kind === 'causes' || kind === 'checks') };
}

/** Adds the best fitting candidates until there are `count` or the characters are used up. */
function take(chosen: Set<Quote>, candidates: readonly Quote[], limits: QuoteLimits, count: number): void {
  const texts = new Set([...chosen].map(({ text }) => text));
  let used = [...chosen].reduce((sum, quote) => sum + lineOf(quote).length + 1, 0);
  for (const quote of candidates.toSorted((a, b) => b.fit - a.fit)) {
    const length = lineOf(quote).length + 1;
    if (chosen.size >= count) return;
    if (texts.has(quote.text) || used + length > limits.characters) continue;
    chosen.add(quote);
    texts.add(quote.text);
    used += length;
  }
}

/** A quote as a line of the answer. */
export function lineOf({ text, n }: Pick<Quote, 'text' | 'n'>): string {
  return `- ${text} [${n}]`;
}
