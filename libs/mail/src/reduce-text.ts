import { attributionAt, beginsForward, headerBlockAt, isIntroduced, isQuoted } from './quote-lines.js';
import { isBanner, signatureStart } from './signature-lines.js';

/** A text taken apart; the parts' lines are in the order of the text. */
export interface Reduced {
  readonly text: string;
  readonly quoted: string;
  readonly signature: string;
}

type Kind = 'new' | 'quoted' | 'signature';

/** What is known of a text before it is read. */
export interface TextOrigin {
  /** Lines with `>` are quotations also without “On … wrote:”, and `-- ` begins a signature. */
  readonly isMail: boolean;
  /** It passes on what others wrote. */
  readonly isForward: boolean;
}

/**
 * The words that are new in a text: without the chain that it answers and without signatures. Answers between quotations stay.
 * What is forwarded is the request, and stays. When nothing would be left, the whole text stays. Linear in the text's length.
 */
export function reduceText(text: string, { isMail, isForward }: TextOrigin): Reduced {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const { kinds, chain } = isForward ? nothingQuoted(lines) : markQuotes(lines, isMail);
  if (isMail || chain) markSignatures(lines, kinds);
  const part = (kind: Kind) => lines.filter((_, index) => kinds[index] === kind);
  const fresh = tidy(part('new'));
  if (fresh === '' || kinds.every((kind) => kind === 'new')) return { text, quoted: '', signature: '' };
  return { text: fresh, quoted: tidy(part('quoted')), signature: tidy(part('signature')) };
}

const nothingQuoted = (lines: readonly string[]) => ({ kinds: lines.map((): Kind => 'new'), chain: false });

function markQuotes(lines: readonly string[], isMail: boolean): { kinds: Kind[]; chain: boolean } {
  const kinds = lines.map((): Kind => 'new');
  let chain = false;
  for (let at = 0; at < lines.length; at += 1) {
    if (beginsForward(lines[at]!)) break;
    const header = attributionAt(lines, at);
    if (headerBlockAt(lines, at) || (header > 0 && !quoteFollows(lines, at + header))) {
      const begin = at > 0 && /^\s*_{10,}\s*$/.test(lines[at - 1]!) ? at - 1 : at;
      return { kinds: kinds.fill('quoted', begin), chain: true };
    }
    if (header > 0) {
      kinds.fill('quoted', at, at + header);
      chain = true;
      at += header - 1;
    } else if (isQuoted(lines[at]!) && (chain || (isMail && !isIntroduced(lines, at)))) kinds[at] = 'quoted';
  }
  return { kinds, chain };
}

function quoteFollows(lines: readonly string[], at: number): boolean {
  const next = lines.slice(at, at + 4).find((line) => line.trim() !== '');
  return next !== undefined && isQuoted(next);
}

/** Each writer's stretch of new lines may end with a signature; above the first, a mail server may say where it came from. */
function markSignatures(lines: readonly string[], kinds: Kind[]): void {
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first >= 0 && kinds[first] === 'new' && isBanner(lines[first]!)) kinds[first] = 'signature';
  for (let from = 0; from < kinds.length;) {
    let to = from;
    while (to < kinds.length && kinds[to] === kinds[from]) to += 1;
    if (kinds[from] === 'new') {
      const begin = from + signatureStart(lines.slice(from, to));
      kinds.fill('signature', begin, to);
    }
    from = to;
  }
}

function tidy(lines: readonly string[]): string {
  let from = 0;
  let to = lines.length;
  while (from < to && lines[from]!.trim() === '') from += 1;
  while (to > from && lines[to - 1]!.trim() === '') to -= 1;
  return lines.slice(from, to).join('\n');
}
