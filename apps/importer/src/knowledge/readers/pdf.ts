import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import type { DocumentDraft } from '../document-draft.js';
import { FileRejected } from '../file-rejected.js';

/** pdf.js's level at which it writes nothing of its own to the console. */
const errorsOnly = 0;

/** A PDF's text, page after page; its title is that of its metadata. */
export async function readPdf(bytes: Uint8Array): Promise<DocumentDraft> {
  try {
    const pdf = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: errorsOnly });
    try {
      const { text } = await extractText(pdf, { mergePages: false });
      const { info } = await getMeta(pdf);
      const body = clean(text.join('\n\n'));
      if (body === '') throw new FileRejected('has no text; if it is a scan, let a program recognise its text first');
      return { title: titleOf(info), body };
    } finally {
      await pdf.loadingTask.destroy();
    }
  } catch (error) {
    throw explain(error as Error);
  }
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
