import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import type { DocumentDraft } from './document-draft.js';
import { FileRejected } from './file-rejected.js';

type Reader = (bytes: Uint8Array) => DocumentDraft | Promise<DocumentDraft>;

const markdown = () => import('./readers/markdown.js').then(({ readMarkdown }): Reader => readMarkdown);
const html = () => import('./readers/html.js').then(({ readHtml }): Reader => readHtml);
const text = () => import('./readers/text.js').then(({ readText }): Reader => readText);
const pdf = () => import('./readers/pdf.js').then(({ readPdf }): Reader => readPdf);

/** Who reads a file of an extension. Loaded when called: a folder of text needs no PDF reader. */
const readers: Readonly<Record<string, () => Promise<Reader>>> = {
  '.md': markdown,
  '.markdown': markdown,
  '.html': html,
  '.htm': html,
  '.txt': text,
  '.pdf': pdf,
};

/** No manual is larger; a scan or a film may be. */
const maxFileMegabytes = 20;

/** Whether a file of that name is read at all. */
export function isReadable(name: string): boolean {
  return Object.hasOwn(readers, extname(name).toLowerCase());
}

/** @throws FileRejected when the file cannot become a document */
export async function readDraft(file: string): Promise<DocumentDraft> {
  const load = readers[extname(file).toLowerCase()];
  if (load === undefined) throw new FileRejected('is of no kind that is read');
  const reader = await load();
  return reader(await readBytes(file));
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      if (size > maxFileMegabytes * 1_000_000) {
        const megabytes = (size / 1_000_000).toFixed(1);
        throw new FileRejected(
          `has ${megabytes} MB; at most ${maxFileMegabytes} are read. Split it into several files, or leave its pictures out`,
        );
      }
      // No more than that, should it grow meanwhile.
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof FileRejected) throw error;
    throw new FileRejected(`cannot be read: ${reasonOf(error as NodeJS.ErrnoException)}`, { cause: error });
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'EACCES') return 'permission denied';
  if (code === 'ENOENT') return 'it is gone';
  return message;
}
