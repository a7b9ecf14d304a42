import { readFileSync } from 'node:fs';
import { languageSchema, maxBodyLength, maxSubjectLength, text } from '@driftdesk/contracts';
import { z } from 'zod';

const questionSchema = z.strictObject({
  id: z.string().regex(/^[a-z]{2}-\d{3}$/),
  language: languageSchema,
  subject: text(maxSubjectLength).optional(),
  body: text(maxBodyLength),
  /** Articles that answer it, as paths below models/ticket-triage/knowledge; none when no article does. */
  answers: z.array(z.string().regex(/^[a-z]{2}\/[a-z-]+\.md$/)),
  /** One of these must stand in the answer; absent when nothing answers the question. */
  must: z.array(z.string()).min(1).optional(),
});

/** A ticket as somebody may write it, with what a right answer to it is. */
export type Question = Readonly<z.infer<typeof questionSchema>>;

/** What numbers are reported on, and what thresholds may be chosen on. */
export type Part = 'test' | 'development';

/** The questions, in the order of the file. */
export function readQuestions(): Question[] {
  // The compiled file lies in tests/dist/bench/answers.
  const file = new URL('../../../bench/answers/questions.jsonl', import.meta.url);
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => questionSchema.parse(JSON.parse(line)));
}

/** The fixed rule: odd numbers are for development, even ones for the test. */
export function partOf({ id }: Pick<Question, 'id'>): Part {
  return Number(id.slice(-3)) % 2 === 1 ? 'development' : 'test';
}
