import { readdirSync, readFileSync } from 'node:fs';
import { model } from '@driftdesk/ticket-triage';

/** Key of an article in `readArticlePaths`. */
export function articleKey(language: string, title: string): string {
  return `${language}: ${title}`;
}

/** Paths of the bundled articles (as en/mailbox-full.md) by language and title, which the desk shows. */
export function readArticlePaths(): Map<string, string> {
  const folder = model.demo.knowledge;
  const paths = readdirSync(folder).flatMap((language) =>
    readdirSync(new URL(`${language}/`, folder)).map((file) => `${language}/${file}`),
  );
  return new Map(
    paths.map((path) => {
      const title = /^title: (.*)$/m.exec(readFileSync(new URL(path, folder), 'utf8'))?.[1] ?? '';
      return [articleKey(path.slice(0, 2), title), path];
    }),
  );
}
