import Turndown from 'turndown';
import type { DocumentDraft } from '../document-draft.js';
import { FileRejected } from '../file-rejected.js';
import { decodeText } from './text.js';

/** What a page is operated with, and what only a browser reads. */
const furniture = new Set('script style noscript template nav footer iframe object button svg'.split(' '));
/** Elements within one another of which reading takes time without end, and more than a person writes. */
const maxDepth = 2_000;
/** What the next one of its kind ends, or what holds nothing: those do not go deeper. */
const shallow = new Set(
  `p li dt dd tr td th thead tbody tfoot colgroup option optgroup rt rp html head body
   area base br col embed hr img input link meta source track wbr`.split(/\s+/),
);

/** A page as Markdown; its title is that of the page, or its first main heading. */
export function readHtml(bytes: Uint8Array): DocumentDraft {
  const page = decodeText(bytes);
  let title: string | undefined;
  let heading: string | undefined;
  const turndown = createTurndown()
    .addRule('title', {
      filter: 'title',
      replacement(_content, node) {
        title ??= textOf(node);
        return '';
      },
    })
    .addRule('mainHeading', {
      filter: 'h1',
      replacement(_content, node) {
        heading ??= textOf(node);
        return `\n\n# ${textOf(node) ?? ''}\n\n`;
      },
    });
  const body = convert(turndown, page).trim();
  const chosen = title ?? heading;
  // The title is shown with every passage; as a heading it would stand there twice.
  const repeated = `# ${chosen}\n`;
  return { title: chosen, body: body.startsWith(repeated) ? body.slice(repeated.length).trim() : body };
}

function createTurndown(): Turndown {
  const turndown = new Turndown({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '-' });
  turndown.remove(({ nodeName }: { nodeName: string }) => furniture.has(nodeName.toLowerCase()));
  turndown.addRule('image', {
    filter: 'img',
    replacement: (_content, node) => (node as unknown as { alt?: string }).alt ?? '',
  });
  // Passages are read as they are, so an underscore needs no backslash.
  turndown.escape = (text) => text;
  return turndown;
}

function convert(turndown: Turndown, page: string): string {
  if (depthOf(page) > maxDepth) throw new FileRejected('has elements too deep in one another');
  try {
    return turndown.turndown(page);
  } catch (error) {
    if (error instanceof RangeError) throw new FileRejected('has elements too deep in one another', { cause: error });
    throw error;
  }
}

function textOf({ textContent }: { readonly textContent: string | null }): string | undefined {
  const line = (textContent ?? '').replace(/\s+/g, ' ').trim();
  return line === '' ? undefined : line;
}

/** How many elements stand in one another, at most. */
function depthOf(page: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, slash, name = ''] of page.matchAll(/<(\/?)([a-z][a-z0-9-]*)/gi)) {
    if (shallow.has(name.toLowerCase())) continue;
    depth = slash === '/' ? Math.max(0, depth - 1) : depth + 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
