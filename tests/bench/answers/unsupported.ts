import type { Passage, TicketView } from '@driftdesk/contracts';

/** Share of a sentence's words, and all its numbers, that must stand in the cited passages. */
const requiredShare = 0.8;

/** Sentences of an answer, and those that the cited passages do not bear out by their words alone. */
export interface SentenceCount {
  readonly sentences: number;
  readonly unsupported: readonly string[];
}

/**
 * A check that shares no code with the desk's own: a quotation must stand in a cited passage to the letter; of any other
 * sentence, every number and four fifths of the words of four letters or more must stand there.
 */
export function countUnsupported({ answer, passages }: Pick<TicketView, 'answer' | 'passages'>): SentenceCount {
  if (!answer) return { sentences: 0, unsupported: [] };
  const cited = answer.citations.flatMap(({ n }) => passages[n - 1] ?? []);
  const lines = answer.text.split('\n').filter((line) => line.trim() !== '');
  if (answer.provider === 'extractive') {
    // Lines without a mark are the program's own: what is quoted, and in which language.
    const quotations = lines.filter((line) => /\[\d+\]\s*$/.test(line));
    return { sentences: quotations.length, unsupported: quotations.filter((line) => !isQuotation(line, cited)) };
  }
  const sentences = lines.flatMap((line) => plain(line).match(/[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]*/g) ?? []);
  const claims = sentences.map((sentence) => sentence.trim()).filter((sentence) => /\p{L}{2}/u.test(sentence));
  return { sentences: claims.length, unsupported: claims.filter((claim) => !standsIn(claim, cited)) };
}

function isQuotation(line: string, passages: readonly Passage[]): boolean {
  const quoted = squeeze(plain(line));
  return quoted !== '' && passages.some(({ text }) => squeeze(plain(text)).includes(quoted));
}

function standsIn(claim: string, passages: readonly Passage[]): boolean {
  const source = passages.map(({ title, text }) => `${title}\n${text}`).join('\n');
  const known = new Set(words(plain(source)));
  const own = words(claim);
  const numbers = own.filter((word) => /\p{N}/u.test(word));
  const long = own.filter((word) => word.length >= 4);
  const found = long.filter((word) => known.has(word)).length;
  return numbers.every((number) => known.has(number)) && found >= requiredShare * long.length;
}

/** Without Markdown, list marks and citation marks. */
function plain(text: string): string {
  return text
    .replace(/\[\d+(?:\s*[,;]\s*\d+)*\]/g, '')
    .replace(/^[ \t]*(?:[-*•]|\d+[.)])[ \t]+/gm, '')
    .replace(/[*`]/g, '');
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
