import { readHeading } from '@driftdesk/contracts';
import matter from 'gray-matter';
import { z } from 'zod';
import type { DocumentDraft } from '../document-draft.js';
import { FileRejected } from '../file-rejected.js';
import { decodeText } from './text.js';

const line = z.string({ error: 'must be text' }).optional();
const tags = z.union([z.array(z.string()), z.string().transform((list) => list.split(',').map((tag) => tag.trim()))], {
  error: 'must be a list of words',
});
/** What is read of a file's front matter; other keys belong to other programs. */
const frontMatter = z.object({ title: line, language: line, queue: line, url: line, tags: tags.optional() });

/** Markdown with or without YAML front matter; without a title in it, a heading on the first line is the title. */
export function readMarkdown(bytes: Uint8Array): DocumentDraft {
  const { data, content } = splitFrontMatter(decodeText(bytes));
  if (data.title !== undefined) return { ...data, body: content };
  const [first = ''] = content.split(/\r?\n/, 1);
  const heading = readHeading(first);
  if (heading?.level !== 1 || heading.title === '') return { ...data, body: content };
  return { ...data, title: heading.title, body: content.slice(first.length).trim() };
}

function splitFrontMatter(text: string): { data: z.infer<typeof frontMatter>; content: string } {
  // Only plain fences: gray-matter would run front matter that says it is JavaScript.
  if (!/^---[ \t]*\r?\n/.test(text)) return { data: {}, content: text.trim() };
  const { data, content } = parseFrontMatter(text);
  const parsed = frontMatter.safeParse(data);
  if (parsed.success) return { data: parsed.data, content: content.trim() };
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: 'is not as it should be' };
  throw new FileRejected(`front matter: ${path.length > 0 ? `"${path.join('.')}" ` : ''}${message}`);
}

function parseFrontMatter(text: string): { data: unknown; content: string } {
  try {
    return matter(text, { language: 'yaml' });
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n');
    throw new FileRejected(`front matter: ${reason.replace(/:$/, '')}`);
  }
}
