import { maxDocumentLength } from '@driftdesk/contracts';
import { FileRejected } from '../file-rejected.js';

/** Elements within one another of which reading takes time without end, and more than a person writes. */
const maxDepth = 2_000;
/** What the next one of its kind ends, or what holds nothing: those do not go deeper. */
const shallow = new Set(
  `p li dt dd tr td th thead tbody tfoot colgroup option optgroup rt rp html head body
   area base br col embed hr img input link meta source track wbr script style`.split(/\s+/),
);

/**
 * Looks at a page's tags before a tree is made of them, which takes 15 times the memory of the page.
 * @throws FileRejected when its elements are too deep in one another, or it has more text than a document may have
 */
export function refuseExcess(page: string): void {
  let [depth, text] = [0, 0];
  for (const { name, closes, letters } of tagsOf(page)) {
    text += letters;
    if (name !== '' && !shallow.has(name)) depth = closes ? Math.max(0, depth - 1) : depth + 1;
    if (depth > maxDepth) throw new FileRejected('has elements too deep in one another');
    if (text > maxDocumentLength) {
      throw new FileRejected(
        `has more than ${maxDocumentLength} characters, the most that a document may have; split it into several files`,
      );
    }
  }
}

interface Tag {
  readonly name: string;
  readonly closes: boolean;
  /** Of the text before it. */
  readonly letters: number;
}

/** Scripts and styles are neither text nor tags. */
const unread = new Set(['script', 'style']);

/** The tags of a page in their order, and an end without a name. */
function* tagsOf(page: string): Generator<Tag> {
  let hidden: string | undefined;
  for (let at = 0; at < page.length;) {
    const start = page.indexOf('<', at);
    const end = start < 0 ? page.length : start;
    const tag = start < 0 ? { closes: false, name: '' } : tagAt(page, start);
    if (hidden === undefined) {
      yield { ...tag, letters: countLetters(page, at, end) };
      if (!tag.closes && unread.has(tag.name)) hidden = tag.name;
    } else if (tag.closes && tag.name === hidden) hidden = undefined;
    at = start < 0 ? page.length : Math.max(start + 1, page.indexOf('>', start) + 1);
  }
}

function tagAt(page: string, start: number): { closes: boolean; name: string } {
  const [, slash = '', name = ''] = /^<(\/?)([a-z][a-z0-9-]{0,30})?/i.exec(page.slice(start, start + 34)) ?? [];
  return { closes: slash === '/', name: name.toLowerCase() };
}

/** Characters that are no white space: a page is indented as its author likes. */
function countLetters(page: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (page.charCodeAt(at) > 32) count += 1;
  return count;
}
