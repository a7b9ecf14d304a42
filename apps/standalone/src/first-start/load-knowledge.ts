import { readdir, readFile } from 'node:fs/promises';
import { readFrontMatter } from '@driftdesk/front-matter';
import { systemIdentity } from '@driftdesk/governance';
import type { KnowledgeBase } from '@driftdesk/rag';

interface Article {
  readonly origin: string;
  readonly language: string;
  readonly title: string;
  readonly queue: string;
  readonly body: string;
}

/** Loads a folder of Markdown articles with front matter; those that are there already are left as they are. */
export async function loadKnowledge(
  knowledge: KnowledgeBase,
  folder: URL,
  onProgress: (done: number, total: number) => void,
): Promise<number> {
  const articles = await readArticles(folder);
  for (const [index, { origin, ...document }] of articles.entries()) {
    await knowledge.create(document, { source: 'demo', origin, author: systemIdentity });
    onProgress(index + 1, articles.length);
  }
  return articles.length;
}

async function readArticles(folder: URL): Promise<Article[]> {
  const languages = await readdir(folder);
  const byLanguage = await Promise.all(
    languages.sort().map(async (language) => {
      const files = await readdir(new URL(`${language}/`, folder));
      return Promise.all(files.sort().map((file) => readArticle(folder, language, file)));
    }),
  );
  return byLanguage.flat();
}

async function readArticle(folder: URL, language: string, file: string): Promise<Article> {
  const { data, content } = readFrontMatter(await readFile(new URL(`${language}/${file}`, folder), 'utf8'));
  const { title, queue } = data as { title: string; queue: string };
  return { origin: `demo:${language}/${file}`, language, title, queue, body: content };
}
