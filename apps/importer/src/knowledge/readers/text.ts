import type { DocumentDraft } from '../document-draft.js';
import { FileRejected } from '../file-rejected.js';

/** @throws FileRejected when the bytes are not UTF-8 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FileRejected('is not in UTF-8; save it in that encoding');
  }
}

/** Plain text as it is. */
export function readText(bytes: Uint8Array): DocumentDraft {
  return { body: decodeText(bytes).trim() };
}
