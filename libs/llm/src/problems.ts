import { type Answer, cutText, type Outcome, type Passage } from '@driftdesk/contracts';
import type { AnswerRequest } from './answer-ticket.js';
import { renumberMarks } from './citations.js';

/** One of several problems that a ticket holds, and what was found for it alone, best first. */
export interface Problem {
  readonly text: string;
  /** Unit length. */
  readonly embedding: Float32Array;
  readonly passages: readonly Passage[];
}

/** What the ticket's answer cites is still about a problem when it is this near to what is nearest to it (cosine). */
const nearlyNearest = 0.08;
const excerptLength = 90;

type AnswerOne = (request: AnswerRequest) => Promise<Outcome>;

/**
 * Answers a ticket of several problems. What the answer to the whole ticket does not touch is answered for itself; a problem
 * that nothing answers sends the ticket to a person, named, with the rest of the answer.
 */
export async function answerProblems(request: AnswerRequest, answerOne: AnswerOne): Promise<Outcome> {
  const whole = await answerOne(request);
  const { problems = [] } = request;
  if (problems.length < 2) return whole;
  const others = problems.filter((problem) => !isTouched(problem, whole, 0));
  if (others.length === 0) return whole;
  const own = await Promise.all(
    others.map(async (problem) => ({ problem, outcome: await answerOne(requestFor(problem, request)) })),
  );
  const sections = own.flatMap(({ problem, outcome }) =>
    outcome.status === 'answered' ? [sectionOf(problem, outcome.answer, request.passages)] : [],
  );
  const touches = whole.status === 'answered' && others.length < problems.length;
  const answers = touches ? [whole.answer, ...sections] : sections;
  const rest = own.flatMap(({ problem, outcome }) =>
    outcome.status === 'answered' || isTouched(problem, whole, nearlyNearest) ? [] : [excerpt(problem)],
  );
  if (answers.length === 0 || (sections.length === 0 && rest.length === 0)) return whole;
  return combine(answers, rest, request.ticket.language);
}

/** Whether the answer to the whole ticket cites a document that is about the problem: the nearest to it, give or take. */
function isTouched({ passages }: Problem, whole: Outcome, slack: number): boolean {
  if (whole.status !== 'answered') return false;
  const nearest = Math.max(...passages.map(({ similarity }) => similarity));
  const cited = new Set(whole.answer.citations.map(({ documentId }) => documentId));
  return passages.some((one) => cited.has(one.documentId) && one.similarity >= nearest - slack);
}

/** The ticket as if it held this problem alone; nobody classified that. */
function requestFor({ text, embedding, passages }: Problem, { ticket, classification }: AnswerRequest): AnswerRequest {
  const { subject: _, ...rest } = ticket;
  return {
    ticket: { ...rest, body: text },
    classification: { ...classification, abstained: true },
    embedding,
    passages,
  };
}

/** An answer to one problem, under the problem's own words, with the numbers of the ticket's passages. */
function sectionOf(problem: Problem, answer: Answer, passages: readonly Passage[]): Answer {
  const numbers = new Map(
    problem.passages.map(({ passageId }, at) => [at + 1, passages.findIndex((one) => one.passageId === passageId) + 1]),
  );
  const numberOf = (n: number) => numbers.get(n) ?? n;
  return {
    ...answer,
    text: `“${excerpt(problem)}”\n${renumberMarks(answer.text, numberOf)}`,
    citations: answer.citations.map((citation) => ({ ...citation, n: numberOf(citation.n) })),
  };
}

function combine(answers: readonly Answer[], rest: readonly string[], language: string): Outcome {
  const [first] = answers as readonly [Answer];
  const citations = new Map(
    answers.flatMap((answer) => answer.citations.map((citation) => [citation.n, citation] as const)),
  );
  const tokens = answers.reduce((sum, answer) => sum + (answer.tokens ?? 0), 0);
  const text = answers.map((answer) => answer.text).join('\n\n');
  const answer: Answer = {
    ...first,
    text: rest.length === 0 ? text : `${text}\n\n${restLine(rest, language)}`,
    citations: [...citations.values()].toSorted((a, b) => a.n - b.n),
    ...(tokens > 0 ? { tokens } : {}),
  };
  if (rest.length === 0) return { status: 'answered', answer };
  return {
    status: 'needs_human',
    reason: 'partly_answered',
    detail: `No article answers a part of the ticket: ${quoted(rest)}.`,
    suggestion: answer,
  };
}

function restLine(rest: readonly string[], language: string): string {
  return language === 'fr'
    ? `Ceci répond à une partie de votre demande. Une personne s’occupe du reste : ${quoted(rest)}.`
    : `This answers a part of your ticket. A person takes the rest: ${quoted(rest)}.`;
}

const quoted = (texts: readonly string[]) => texts.map((text) => `“${text}”`).join(', ');

function excerpt({ text }: Problem): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= excerptLength ? line.replace(/[.]$/u, '') : `${cutText(line, excerptLength).trimEnd()}…`;
}
