import { readHeading } from '@driftdesk/contracts';
import { FrontMatterProblem, readFrontMatter } from '@driftdesk/front-matter';
import { z } from 'zod';
import type { DocumentDraft } from '../document-draft.js';
import { FileRejected } from '../file-rejected.js';
import { decodeText } from './text.js';

const line = z.string({ error: 'must be text' }).optional();
const tags = z.union([z.array(z.string()), z.string().transform((list) => list.split(',').map((tag) => tag.trim()))], {
  error: 'must be a list of words',
});
/** What is read of a file's front matter; other keys belong to other programs. */
const frontMatter = z.object(
  { title: line, language: line, queue: line, url: line, tags: tags.optional() },
  { error: 'must be lines such as "title: …"' },
);

/** Markdown with or without YAML front matter; without a title in it, a heading on the first line is the title. */
export function readMarkdown(bytes: Uint8Array): DocumentDraft {
  const { data: stated, content } = read(decodeText(bytes));
  const data = check(stated);
  if (data.title !== undefined) return { ...data, body: content };
  const end = content.indexOf('\n');
  const heading = readHeading(end < 0 ? content : content.slice(0, end));
  if (heading?.level !== 1 || heading.title === '') return { ...data, body: content };
  return { ...data, title: heading.title, body: end < 0 ? '' : content.slice(end).trim() };
}

function read(text: string) {
  try {
    return readFrontMatter(text);
  } catch (error) {
    throw error instanceof FrontMatterProblem ? new FileRejected(error.message, { cause: error }) : error;
  }
}

function check(data: unknown): z.infer<typeof frontMatter> {
  const parsed = frontMatter.safeParse(data ?? {});
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: 'is not as it should be' };
  throw new FileRejected(`front matter: ${path.length > 0 ? `"${path.join('.')}" ` : ''}${message}`);
}
