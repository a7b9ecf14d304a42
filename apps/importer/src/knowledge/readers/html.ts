import Turndown from 'turndown';
import type { DocumentDraft } from '../document-draft.js';
import { FileRejected } from '../file-rejected.js';
import { refuseExcess } from './html-bounds.js';
import { addTableRules } from './html-tables.js';
import { decodeText } from './text.js';

/** What a page is operated with, and what only a browser reads. */
const furniture = new Set('script style noscript template nav footer iframe object button svg'.split(' '));
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
  addTableRules(turndown);
  // Passages are read as they are, so an underscore needs no backslash.
  turndown.escape = (text) => text;
  return turndown;
}

function convert(turndown: Turndown, page: string): string {
  refuseExcess(page);
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
