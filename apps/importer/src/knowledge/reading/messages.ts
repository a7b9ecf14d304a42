import type { NewDocumentBody } from '@driftdesk/contracts';
import type { ImportDefaults } from '../to-document.js';

/** What the reader process is asked for: the document of a file. */
export interface ReadRequest {
  readonly folder: string;
  /** Relative to the folder; the document is named by it. */
  readonly path: string;
  readonly defaults: ImportDefaults;
}

/** What it answers: the document, why there is none, or an error of the reader itself with its stack. */
export type ReadReply =
  { readonly document: NewDocumentBody } | { readonly rejected: string } | { readonly failed: string };

/** Its first message: it reads from now on. */
export const ready = 'ready';
export type FromReader = ReadReply | typeof ready;
