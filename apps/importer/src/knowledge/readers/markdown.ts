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
  const title = headingOf(end < 0 ? content : content.slice(0, end));
  if (title === undefined) return { ...data, title, body: content };
  return { ...data, title, body: end < 0 ? '' : content.slice(end).trim() };
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

/** The text of a main heading (`# Title`, or `# Title #`). */
function headingOf(text: string): string | undefined {
  if (!/^#[ \t]/.test(text)) return undefined;
  let title = text.slice(1).trim();
  while (title.endsWith('#')) title = title.slice(0, -1);
  title = title.trim();
  return title === '' ? undefined : title;
}
