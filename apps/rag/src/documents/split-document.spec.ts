import { describe, expect, it } from '@jest/globals';
import { maxPassageLength } from './pack-text.js';
import { maxPassages, splitDocument } from './split-document.js';

describe('splitDocument', () => {
  it('makes a passage of each section and keeps its heading', () => {
    expect(splitDocument('Intro.\n\n## Steps\n1. One.\n2. Two.\n\n## Checks\n- Fine.\n')).toEqual([
      { text: 'Intro.' },
      { section: 'Steps', text: '1. One.\n2. Two.' },
      { section: 'Checks', text: '- Fine.' },
    ]);
  });

  it.each([
    [
      'of its own',
      '# Title\n\n## Empty\n\n## Full\nText.',
      [
        { text: 'Empty', context: 'Title' },
        { section: 'Full', text: 'Text.', context: 'Title' },
      ],
    ],
    [
      'at the end',
      'Text.\n## Steps\nOne.\n## Coffee machine',
      [{ text: 'Text.' }, { section: 'Steps', text: 'One.' }, { text: 'Coffee machine' }],
    ],
    [
      'above others',
      '# VPN\n## Home\n### Steps\nOne.\n# Mail\n## Full',
      [
        { section: 'Steps', text: 'One.', context: 'VPN\nHome' },
        { text: 'Full', context: 'Mail' },
      ],
    ],
    [
      'one after the other',
      '# What?\n# Why?\n## How?\n## When?',
      [{ text: 'What?' }, { text: 'How?\nWhen?', context: 'Why?' }],
    ],
    ['and an empty one', '# \n## Only\n#', [{ section: 'Only', text: '#' }]],
  ])('loses no heading without text: %s', (_case, body, passages) => {
    expect(splitDocument(body)).toEqual(passages);
  });

  it('keeps a document of headings alone, and bounds the passages of one of short sections', () => {
    const headings = splitDocument('# a\n'.repeat(24_000));
    expect(headings).toHaveLength(48);
    expect(headings.map(({ text }) => text).join('\n')).toBe(Array(24_000).fill('a').join('\n'));
    const sections = splitDocument('# a\nb\n'.repeat(33_000));
    expect(sections.length).toBeLessThan(maxPassages);
    expect(sections.map(({ text }) => text).join('\n')).toBe('# a\nb\n'.repeat(33_000).trim());
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

  it('keeps each row of a table with the names of its columns, in whatever passage it comes to stand', () => {
    const rows = Array.from({ length: 60 }, (_, n) => `| E${n} | Open tray ${n} |`);
    const passages = splitDocument(`## Codes\n| Code | Fix |\n|---|---|\n${rows.join('\n')}`);
    expect(passages.length).toBeGreaterThan(1);
    const lines = passages.flatMap(({ text }) => text.split('\n'));
    expect(lines).toEqual(rows.map((_, n) => `- Code: E${n}; Fix: Open tray ${n}.`));
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
