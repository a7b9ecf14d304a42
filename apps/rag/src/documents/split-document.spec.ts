import { describe, expect, it } from '@jest/globals';
import { maxPassageLength, splitDocument } from './split-document.js';

describe('splitDocument', () => {
  it('makes a passage of each section and keeps its heading', () => {
    expect(splitDocument('Intro.\n\n## Steps\n1. One.\n2. Two.\n\n## Checks\n- Fine.\n')).toEqual([
      { text: 'Intro.' },
      { section: 'Steps', text: '1. One.\n2. Two.' },
      { section: 'Checks', text: '- Fine.' },
    ]);
  });

  it('leaves out sections without text', () => {
    expect(splitDocument('# Title\n\n## Empty\n\n## Full\nText.')).toEqual([{ section: 'Full', text: 'Text.' }]);
  });

  it.each([
    ['paragraphs', Array.from({ length: 30 }, (_, i) => `Paragraph ${i}. ${'word '.repeat(20).trim()}`).join('\n\n')],
    ['list items', Array.from({ length: 60 }, (_, i) => `- item ${i} ${'word '.repeat(10).trim()}`).join('\n')],
    ['sentences', Array.from({ length: 80 }, (_, i) => `Sentence number ${i} says something.`).join(' ')],
    ['one endless word', '🙂x'.repeat(3_000)],
  ])('cuts long sections: %s', (_case, text) => {
    const passages = splitDocument(`## Long\n${text}`);
    expect(passages.length).toBeGreaterThan(1);
    for (const passage of passages) {
      expect(passage.text.length).toBeLessThanOrEqual(maxPassageLength);
      expect(passage.text.isWellFormed()).toBe(true);
      expect(passage.section).toBe('Long');
    }
    expect(
      passages
        .map((passage) => passage.text)
        .join('')
        .replace(/\s/g, ''),
    ).toBe(text.replace(/\s/g, ''));
  });

  it('parts a list between its items: each keeps its paragraphs and its own list', () => {
    const item = (n: number) =>
      `${n}. Open panel ${n}.\n\n   ${'Wait. '.repeat(30).trim()}\n\n   - left ${n}\n   - right ${n}`;
    const passages = splitDocument(`Do this:\n\n${Array.from({ length: 12 }, (_, n) => item(n + 1)).join('\n')}`);
    expect(passages.length).toBeGreaterThan(2);
    for (const { text } of passages) {
      expect(text.length).toBeLessThanOrEqual(maxPassageLength);
      expect(text).toMatch(/^(?:Do this:\n\n)?\d+\. Open panel/);
      expect(text).toMatch(/- right \d+$/);
    }
  });
});
