import { describe, expect, it } from '@jest/globals';
import { readBlocks, stripMarks } from './markdown.js';

describe('readBlocks', () => {
  it('reads headings, items, paragraphs, code and quotations in order', () => {
    const markdown = [
      'One paragraph',
      'on two lines.',
      '## Steps ##',
      '1. Open **Settings**',
      '   and wait.',
      '2) Close it.',
      '- Done',
      '',
      '> Quoted words.',
      '---',
      '```powershell',
      '# not a heading',
      'net use S: /delete',
      '```',
    ].join('\n');
    expect(readBlocks(markdown)).toEqual([
      { kind: 'paragraph', heading: undefined, text: 'One paragraph on two lines.' },
      { kind: 'item', heading: 'Steps', text: 'Open Settings and wait.' },
      { kind: 'item', heading: 'Steps', text: 'Close it.' },
      { kind: 'item', heading: 'Steps', text: 'Done' },
      { kind: 'paragraph', heading: 'Steps', text: 'Quoted words.' },
      { kind: 'code', heading: 'Steps', text: '# not a heading' },
      { kind: 'code', heading: 'Steps', text: 'net use S: /delete' },
    ]);
  });

  it('reads each row of a table by itself', () => {
    const table = '| Code | Fix |\n| :-- | --- |\n| **E7** | Open `tray \\| 2` |\n|  | |\n| E9 | Wait |\nAfter it.';
    const texts = ['Code; Fix', 'E7; Open tray | 2', 'E9; Wait'];
    expect(readBlocks(table)).toEqual([
      ...texts.map((text) => ({ kind: 'item', heading: undefined, text })),
      { kind: 'paragraph', heading: undefined, text: 'After it.' },
    ]);
  });
});

describe('stripMarks', () => {
  it.each([
    ['**Control Panel → Credential Manager** and *wait*', 'Control Panel → Credential Manager and wait'],
    ['***both***', 'both'],
    ['Type `size:>10MB *.pst` here', 'Type size:>10MB *.pst here'],
    ['`net use S: \\\\fileserver\\share`', 'net use S: \\\\fileserver\\share'],
    ['ERR_INTERNET_DISCONNECTED and _this_', 'ERR_INTERNET_DISCONNECTED and this'],
    ['See [the portal](https://portal.example.com/a "title").', 'See the portal (https://portal.example.com/a).'],
    ['<https://portal.example.com>', 'https://portal.example.com'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['\\*not emphasis\\*', '*not emphasis*'],
  ])('%s', (markdown, plain) => {
    expect(stripMarks(markdown)).toBe(plain);
  });
});
