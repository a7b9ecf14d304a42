import { maxDocumentLength } from '@driftdesk/contracts';
import { getDocumentProxy, getMeta } from 'unpdf';
import type { DocumentDraft } from '../document-draft.js';
import { FileRejected } from '../file-rejected.js';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;

/** pdf.js's level at which it writes nothing of its own to the console. */
const errorsOnly = 0;

/** A PDF's text, page after page; its title is that of its metadata. */
export async function readPdf(bytes: Uint8Array): Promise<DocumentDraft> {
  try {
    const pdf = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: errorsOnly });
    try {
      const body = clean((await readPages(pdf)).join('\n\n'));
      const { info } = await getMeta(pdf);
      if (body === '') throw new FileRejected('has no text; if it is a scan, let a program recognise its text first');
      return { title: titleOf(info), body };
    } finally {
      await pdf.loadingTask.destroy();
    }
  } catch (error) {
    throw explain(error as Error);
  }
}

/** One page after another, so that one is held at a time. @throws FileRejected as soon as it is more than a document holds */
async function readPages(pdf: Pdf): Promise<string[]> {
  const pages: string[] = [];
  let left = maxDocumentLength;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const text = await readText(page, left);
    if (text === undefined) throw tooLong(number, pdf.numPages);
    left -= text.length;
    pages.push(text);
    page.cleanup();
  }
  return pages;
}

/** A page's text, piece by piece; undefined when it has more than so many characters. */
async function readText(page: Page, most: number): Promise<string | undefined> {
  const reader = page.streamTextContent().getReader() as ReadableStreamDefaultReader<TextPiece>;
  let text = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    for (const { str, hasEOL } of piece.value.items) text += `${str ?? ''}${hasEOL ? '\n' : ''}`;
    if (text.length > most) return undefined;
  }
  return text;
}

interface TextPiece {
  readonly items: readonly { readonly str?: string; readonly hasEOL?: boolean }[];
}

function tooLong(page: number, pages: number): FileRejected {
  return new FileRejected(
    `has more than ${maxDocumentLength} characters, the most that a document may have, up to page ${page} of ${pages}; ` +
      'split it into several files',
  );
}

function explain(error: Error): Error {
  if (error instanceof FileRejected) return error;
  if (error.name === 'PasswordException')
    return new FileRejected('is encrypted; save it without a password', { cause: error });
  return new FileRejected(`is no PDF that can be read: ${error.message.replace(/\.$/, '')}`, { cause: error });
}

function titleOf(info: Record<string, unknown>): string | undefined {
  const title = typeof info['Title'] === 'string' ? clean(info['Title']).replace(/\s+/g, ' ') : '';
  return title === '' ? undefined : title;
}

/** Fonts without a Unicode table leave control characters behind. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}/gu, (character) => (/[\n\t]/.test(character) ? character : ''))
    .trim();
}
