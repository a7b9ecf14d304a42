import { basename, extname } from 'node:path';
import { isHtml, type NewDocumentBody, newDocumentBody } from '@driftdesk/contracts';
import { detectLanguage } from '@driftdesk/language';
import type { DocumentDraft } from './document-draft.js';
import { FileRejected } from './file-rejected.js';

/** What holds for every file that does not say otherwise. */
export interface ImportDefaults {
  readonly language?: string | undefined;
  readonly queue?: string | undefined;
}

const maxTitleLength = 300;

/** The document of a file, named by its path. @throws FileRejected when the desk would refuse it */
export async function toDocument(
  path: string,
  draft: DocumentDraft,
  defaults: ImportDefaults,
): Promise<NewDocumentBody> {
  const title = (draft.title ?? titleFromName(path)).replace(/\s+/g, ' ').slice(0, maxTitleLength).toWellFormed();
  const { body, url, tags } = draft;
  if (body.trim() === '') throw new FileRejected('has no text');
  const language = draft.language ?? defaults.language ?? (await detectLanguage(`${title}\n${body}`));
  const queue = draft.queue ?? defaults.queue;
  const document = { externalId: path, title, body, language, queue, url, tags };
  const parsed = newDocumentBody.safeParse(document);
  if (!parsed.success) throw new FileRejected(explain(parsed.error.issues[0], body));
  if (isHtml(body)) throw new FileRejected('contains HTML elements; a knowledge base holds Markdown and plain text');
  return parsed.data;
}

function titleFromName(path: string): string {
  const name = basename(path, extname(path));
  return name.replace(/[_-]+/g, ' ').trim() || name;
}

function explain(issue: { path: PropertyKey[]; message: string; code?: string } | undefined, body: string): string {
  const field = issue?.path.join('.') ?? '';
  if (field === 'body' && issue?.code === 'too_big') {
    return `has ${body.length} characters, more than a document may have; split it into several files`;
  }
  return `"${field}": ${issue?.message ?? 'is not as it should be'}`;
}
