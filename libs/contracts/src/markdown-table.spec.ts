import { describe, expect, it } from '@jest/globals';
import { listTables, readTableRow } from './markdown-table.js';

describe('listTables', () => {
  it.each([
    [
      'a table between paragraphs',
      'Codes:\n\n| Code | Fix |\n| :--- | ---: |\n| E7 | Open tray 2. |\n| E9 | Call `us \\| them` |\n\nDone.',
      'Codes:\n\n- Code: E7; Fix: Open tray 2.\n- Code: E9; Fix: Call `us | them`.\n\nDone.',
    ],
    ['one without bars at the ends', 'Code | Fix\n--- | ---\nE7 | Wait!', '- Code: E7; Fix: Wait!'],
    [
      'empty cells, too few and too many',
      '|a|b|\n|-|-|\n|1||\n||2|\n|3|4|5|\n|||',
      '- a: 1.\n- b: 2.\n- a: 3; b: 4; 5.',
    ],
    ['two tables', '|a|\n|-|\n|1|\n\n|b|\n|-|\n|2|', '- a: 1.\n\n- b: 2.'],
    ['no delimiter', '| a | b |\n| c | d |', '| a | b |\n| c | d |'],
    ['a delimiter of other columns', 'a | b\n---\nc', 'a | b\n---\nc'],
    ['code', '```\n| a |\n| - |\n| b |\n```', '```\n| a |\n| - |\n| b |\n```'],
    ['indented code', '    | a |\n    | - |\n    | b |', '    | a |\n    | - |\n    | b |'],
    ['a fence in a longer fence', '````\n```\n````\n|a|\n|-|\n|1|', '````\n```\n````\n- a: 1.'],
    ['a header without rows', '| a | b |\n|---|---|\n\nDone.', '| a | b |\n|---|---|\n\nDone.'],
    ['no table', 'cat a | sort', 'cat a | sort'],
  ])('%s', (_, markdown, written) => {
    expect(listTables(markdown)).toBe(written);
  });

  it('keeps the header of the rows that stay rows', () => {
    const name = 'n'.repeat(1_000);
    const written = listTables(`| ${name} |\n|-|\n${'| 1 |\n'.repeat(40)}`).split('\n');
    const firstRow = written.indexOf('| 1 |');
    expect(written[firstRow - 2]).toBe(`| ${name} |`);
    expect(written.slice(0, firstRow - 2).every((line) => line === `- ${name}: 1.`)).toBe(true);
    expect(firstRow).toBeGreaterThan(10);
  });

  it.each([
    ['a long name', `| ${'name '.repeat(4_000)} |\n|-|\n${'|1|\n'.repeat(40_000)}`],
    ['many columns', `${'|a'.repeat(30_000)}\n${'|-'.repeat(30_000)}\n${'|1|\n'.repeat(10_000)}`],
  ])('does not repeat %s for ever', (_, markdown) => {
    const started = performance.now();
    const written = listTables(markdown);
    expect(written.length).toBeLessThan(markdown.length + 25_000);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('readTableRow', () => {
  it.each([
    ['| a | b |', ['a', 'b']],
    ['a|b', ['a', 'b']],
    ['|', ['']],
    ['| | b', ['', 'b']],
  ])('%j', (line, cells) => {
    expect(readTableRow(line)).toEqual(cells);
  });
});
