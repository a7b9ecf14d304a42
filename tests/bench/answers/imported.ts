import { readFileSync } from 'node:fs';
import { languageSchema } from '@driftdesk/contracts';
import { z } from 'zod';

const articleSchema = z.strictObject({ id: z.string(), language: languageSchema, title: z.string(), body: z.string() });
const questionSchema = z.strictObject({
  id: z.string().regex(/^[a-z]{2}-\d{3}$/),
  language: languageSchema,
  body: z.string(),
  /** The article that answers it; none when no article does. */
  article: z.string().optional(),
});

/** An article about something that no model was trained on, such as parental leave. */
export type ImportedArticle = z.infer<typeof articleSchema>;
/** A question that one of those articles answers, or none. */
export type ImportedQuestion = z.infer<typeof questionSchema>;

// The compiled file lies in tests/dist/bench/answers.
const folder = new URL('../../../bench/answers/imported/', import.meta.url);

export function readImportedArticles(): ImportedArticle[] {
  return z.array(articleSchema).parse(JSON.parse(readFileSync(new URL('articles.json', folder), 'utf8')));
}

/** The questions, in the order of the file; `partOf` tells those that the threshold was chosen on. */
export function readImportedQuestions(): ImportedQuestion[] {
  const lines = readFileSync(new URL('questions.jsonl', folder), 'utf8').trimEnd().split('\n');
  return lines.map((line) => questionSchema.parse(JSON.parse(line)));
}
