import { createPassageStems, rankDocuments } from '@driftdesk/llm';
import { articleKey } from './articles.js';
import { headsOf, type Reply } from './ask.js';
import type { Question } from './questions.js';
import { countUnsupported, type SentenceCount } from './unsupported.js';

/** What became of a question, held against what a right answer to it is. */
export interface Verdict {
  readonly question: Question;
  readonly answered: boolean;
  /** Answered, from articles that answer it only, with a fact that the answer must hold. */
  readonly correct: boolean;
  /** Why a person has it. */
  readonly reason?: string | undefined;
  /** Articles that were cited, each once, and how many of them are right. */
  readonly cited: number;
  readonly citedRightly: number;
  /** How probable the desk found it that the best document answers it, 0–1. */
  readonly confidence: number;
  readonly sentences: SentenceCount;
  readonly provider?: string | undefined;
}

const stemsOf = createPassageStems();

/** @param paths of the articles by `articleKey` */
export function judge({ question, ticket }: Reply, paths: ReadonlyMap<string, string>): Verdict {
  const { answer, passages } = ticket;
  const languages = new Map(passages.map(({ documentId, language }) => [documentId, language]));
  const cited = new Set(
    answer?.citations.map(({ documentId, title }) => paths.get(articleKey(languages.get(documentId) ?? '', title))),
  );
  const citedRightly = [...cited].filter((path) => path !== undefined && question.answers.includes(path)).length;
  const holds = answer !== undefined && holdsOne(answer.text, question.must ?? []);
  const { abstained, outOfScope } = ticket;
  const classification = { heads: headsOf(ticket), abstained, outOfScope };
  return {
    question,
    answered: answer !== undefined,
    correct: holds && cited.size > 0 && citedRightly === cited.size,
    reason: ticket.reason,
    cited: cited.size,
    citedRightly,
    confidence: rankDocuments({ ticket, classification, passages }, stemsOf)[0]?.confidence ?? 0,
    sentences: countUnsupported(ticket),
    provider: answer?.provider,
  };
}

function holdsOne(text: string, facts: readonly string[]): boolean {
  const written = fold(text);
  return facts.some((fact) => written.includes(fold(fact)));
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll('’', "'").replace(/[*`]/g, '').replace(/\s+/g, ' ');
}
