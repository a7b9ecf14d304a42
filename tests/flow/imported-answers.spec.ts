import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TicketView, ticketViewSchema } from '@driftdesk/contracts';
import { type ImportedQuestion, readImportedArticles, readImportedQuestions } from '../bench/answers/imported.js';
import { partOf } from '../bench/answers/questions.js';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';

describe('questions about articles outside the model’s subjects', () => {
  let desk: PreparedDesk;
  const replies: { question: ImportedQuestion; ticket: TicketView }[] = [];
  const titles = new Map(readImportedArticles().map(({ id, title }) => [id, title]));

  beforeAll(async () => {
    desk = await preparedDesk();
    for (const { title, body, language } of readImportedArticles()) {
      const { status } = await desk.call('POST', '/v1/knowledge/documents', { title, body, language });
      expect(status).toBe(201);
    }
    const asked = readImportedQuestions().map(async (question) => {
      const { body } = await desk.call('POST', '/v1/tickets', { body: question.body }, { prefer: 'wait=30' });
      replies.push({ question, ticket: ticketViewSchema.parse(body) });
    });
    await Promise.all(asked);
  });
  afterAll(() => desk.remove());

  const isRight = ({ question, ticket }: (typeof replies)[number]) =>
    ticket.answer?.citations.every(({ title }) => title === titles.get(question.article ?? '')) ?? false;

  it.each(['development', 'test'] as const)('are answered when the article is there: %s half', (part) => {
    const own = replies.filter(({ question }) => partOf(question) === part && question.article !== undefined);
    const right = own.filter(isRight);
    process.stderr.write(`Imported articles, ${part}: ${right.length} of ${own.length} answered rightly\n`);
    expect(right.length / own.length).toBeGreaterThanOrEqual(0.65);
  });

  it.each(['development', 'test'] as const)('go to a person when it is not: %s half', (part) => {
    const own = replies.filter(({ question }) => partOf(question) === part && question.article === undefined);
    const answered = own.filter(({ ticket }) => ticket.status === 'answered').map(({ question }) => question.body);
    process.stderr.write(`Imported articles, ${part}: ${answered.length} of ${own.length} others answered\n`);
    expect(answered.slice(1)).toEqual([]);
  });
});
