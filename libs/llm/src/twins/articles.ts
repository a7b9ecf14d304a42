import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Passage } from '@driftdesk/contracts';

const folder = fileURLToPath(new URL('../../../../models/ticket-triage/knowledge', import.meta.url));

/** The bundled articles, a passage per section; `url` is the article's file name. Similarity and score are 0. */
export function readArticles(): Passage[] {
  return ['en', 'fr'].flatMap((language) =>
    readdirSync(`${folder}/${language}`).flatMap((file) =>
      passagesOf(language, file.replace(/\.md$/, ''), readFileSync(`${folder}/${language}/${file}`, 'utf8')),
    ),
  );
}

function passagesOf(language: string, name: string, article: string): Passage[] {
  const title = /^title: (.*)$/m.exec(article)?.[1] ?? name;
  const body = article.replace(/^---\n[^]*?\n---\n/, '');
  const documentId = uuidOf(`${language}/${name}`);
  return body.split(/^(?=## )/m).map((part, position) => {
    const section = /^## (.*)/.exec(part)?.[1];
    const text = part.replace(/^## .*\n/, '').trim();
    const passageId = `${documentId}/${position}`;
    return {
      documentId,
      passageId,
      title,
      url: name,
      language,
      text,
      similarity: 0,
      score: 0,
      ...(section ? { section } : {}),
    };
  });
}

function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
