import { describe, expect, it } from '@jest/globals';
import { readArticlePaths } from './articles.js';
import { partOf, readQuestions } from './questions.js';

describe('the labelled questions', () => {
  const questions = readQuestions();
  const unanswerable = questions.filter(({ answers }) => answers.length === 0);

  it('have ids of their own, and enough of every kind in both parts', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    for (const part of ['development', 'test'] as const) {
      const count = (of: typeof questions, language: string) =>
        of.filter((question) => partOf(question) === part && question.language === language).length;
      expect(count(questions, 'en')).toBeGreaterThanOrEqual(100);
      expect(count(questions, 'fr')).toBeGreaterThanOrEqual(50);
      expect(count(unanswerable, 'en')).toBeGreaterThanOrEqual(30);
      expect(count(unanswerable, 'fr')).toBeGreaterThanOrEqual(20);
    }
  });

  it('ask for every article, and for none that is not there', () => {
    const asked = new Set(questions.flatMap(({ answers }) => answers));
    expect([...asked].sort()).toEqual([...readArticlePaths().values()].sort());
  });

  it('say what the answer must hold when there is one', () => {
    for (const { answers, must } of questions) expect(must !== undefined).toBe(answers.length > 0);
  });
});
