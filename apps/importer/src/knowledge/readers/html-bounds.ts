import { maxDocumentLength } from '@driftdesk/contracts';
import { FileRejected } from '../file-rejected.js';

/** Elements within one another of which reading takes time without end, and more than a person writes. */
const maxDepth = 2_000;
/** What the next one of its kind ends, or what holds nothing: those do not go deeper. */
const shallow = new Set(
  `p li dt dd tr td th thead tbody tfoot colgroup option optgroup rt rp html head body
   area base br col embed hr img input link meta source track wbr`.split(/\s+/),
);

/**
 * Looks at a page's tags before a tree is made of them, which takes 15 times the memory of the page.
 * @throws FileRejected when its elements are too deep in one another, or it has more text than a document may have
 */
export function refuseExcess(page: string): void {
  let [depth, text] = [0, 0];
  let hidden: string | undefined;
  for (let at = 0; at < page.length;) {
    const start = page.indexOf('<', at);
    if (hidden === undefined) text += letters(page, at, start < 0 ? page.length : start);
    if (start < 0) break;
    const { closes, name } = tagAt(page, start);
    at = Math.max(start + 1, page.indexOf('>', start) + 1);
    if (hidden !== undefined) {
      if (closes && name === hidden) hidden = undefined;
    } else if (name === 'script' || name === 'style') hidden = closes ? undefined : name;
    else if (name !== '' && !shallow.has(name)) depth = closes ? Math.max(0, depth - 1) : depth + 1;
    if (depth > maxDepth) throw new FileRejected('has elements too deep in one another');
    if (text > maxDocumentLength) {
      throw new FileRejected(
        `has more than ${maxDocumentLength} characters, the most that a document may have; split it into several files`,
      );
    }
  }
}

function tagAt(page: string, start: number): { closes: boolean; name: string } {
  const [, slash = '', name = ''] = /^<(\/?)([a-z][a-z0-9-]{0,30})?/i.exec(page.slice(start, start + 34)) ?? [];
  return { closes: slash === '/', name: name.toLowerCase() };
}

/** Characters that are no white space: a page is indented as its author likes. */
function letters(page: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (page.charCodeAt(at) > 32) count += 1;
  return count;
}
