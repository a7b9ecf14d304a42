import { describe, expect, it } from '@jest/globals';
import { writePdf } from './pdf.fixture.js';
import { readHtml } from './readers/html.js';
import { readMarkdown } from './readers/markdown.js';
import { readPdf } from './readers/pdf.js';
import { readText } from './readers/text.js';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('readMarkdown', () => {
  it('takes title, language, queue, URL and tags from front matter', () => {
    const front =
      'title: Le VPN\nlanguage: fr\nqueue: network\nurl: https://example.com/vpn\ntags: [vpn, tunnel]\nid: 7';
    expect(readMarkdown(bytes(`---\n${front}\n---\n\n## Étapes\n1. Redémarrez.\n`))).toEqual({
      title: 'Le VPN',
      language: 'fr',
      queue: 'network',
      url: 'https://example.com/vpn',
      tags: ['vpn', 'tunnel'],
      body: '## Étapes\n1. Redémarrez.',
    });
    expect(readMarkdown(bytes('---\r\ntags: vpn, remote work\r\n---\r\nText')).tags).toEqual(['vpn', 'remote work']);
  });

  it('takes a heading on the first line for the title', () => {
    expect(readMarkdown(bytes('\uFEFF# Reset a badge #\r\n\r\nHold it.'))).toEqual({
      title: 'Reset a badge',
      body: 'Hold it.',
    });
    expect(readMarkdown(bytes('Hold it.\n# Later'))).toEqual({ body: 'Hold it.\n# Later' });
    expect(readMarkdown(bytes('#hash\nText')).title).toBeUndefined();
  });

  it('reads a heading in no time, however it is spaced', () => {
    const started = performance.now();
    readMarkdown(bytes(`# a${' '.repeat(60_000)}b`));
    readMarkdown(bytes(`---\n${'---'.repeat(60_000)}${' '.repeat(60_000)}b`));
    expect(performance.now() - started).toBeLessThan(200);
  });

  it('takes front matter that is never closed, or empty, for what it is', () => {
    expect(readMarkdown(bytes('---\ntitle: a\nText'))).toEqual({ body: '---\ntitle: a\nText' });
    expect(readMarkdown(bytes('---\n---\n# T\n\nText'))).toEqual({ title: 'T', body: 'Text' });
  });

  it('runs no code, and leaves a rule at the start as it is', () => {
    const code = '---js\n{ title: (globalThis.wasRun = true) }\n---\ntext';
    expect(readMarkdown(bytes(code))).toEqual({ body: code });
    expect('wasRun' in globalThis).toBe(false);
  });

  it.each([
    ['---\ntitle: [a\n---\nText', /^front matter: /],
    ['---\ntitle: 7\n---\nText', /^front matter: "title" must be text/],
    ['---\ntags: 7\n---\nText', /^front matter: "tags" must be a list of words/],
    ['---\n- a\n---\nText', /^front matter: must be lines/],
    ['---\ntitle: a\ntitle: b\n---\nText', /^front matter: Map keys must be unique/],
  ])('says what is wrong with front matter: %j', (text, reason) => {
    expect(() => readMarkdown(bytes(text))).toThrow(reason);
  });
});

describe('readText', () => {
  it('reads UTF-8, with or without a byte-order mark, and nothing else', () => {
    expect(readText(bytes('\uFEFFOne\n\nTwo\n'))).toEqual({ body: 'One\n\nTwo' });
    expect(() => readText(Buffer.from('Priorit\xe9', 'latin1'))).toThrow(/not in UTF-8/);
    expect(() => readText(Buffer.from('\uFEFFtext', 'utf16le'))).toThrow(/not in UTF-8/);
  });
});

describe('readHtml', () => {
  it('keeps what a page says, without what it is operated with', () => {
    const page = `<!DOCTYPE html><html lang="en"><head><title>Reset &amp; restart</title><style>p { color: red }</style>
      <script>alert('x')</script></head><body><nav><a href="/">Home</a></nav>
      <h1>Reset &amp; restart</h1><p>Use <b>snake_case</b> names. <img src="data:image/png;base64,AAAA" alt="A badge"></p>
      <h2>Steps</h2><ol><li>Unplug it.</li><li>Wait <code>30</code> s.</li></ol><footer>© us</footer></body></html>`;
    expect(readHtml(bytes(page))).toEqual({
      title: 'Reset & restart',
      body: 'Use **snake_case** names. A badge\n\n## Steps\n\n1.  Unplug it.\n2.  Wait `30` s.',
    });
  });

  it('takes the first main heading when the page has no title', () => {
    expect(readHtml(bytes('<h1>One <i>page</i></h1><p>Text</p><h1>Two</h1>'))).toEqual({
      title: 'One page',
      body: 'Text\n\n# Two',
    });
    expect(readHtml(bytes('<p>Only text'))).toEqual({ title: undefined, body: 'Only text' });
  });

  it('makes a row of a table one item, each value after the name of its column', () => {
    const table = `<table><caption>Codes</caption><thead><tr><th>Code</th><th>Meaning</th><th>Fix</th></tr></thead><tbody>
      <tr><td>E1</td><td>Paper <b>jam</b>.</td><td>Open tray 2.<br>Pull the paper out.</td></tr>
      <tr><td rowspan="2">E2</td><td></td><td><ul><li>Wait</li><li>Restart</li></ul></td></tr>
      <tr><td colspan="2">Call us.</td></tr></tbody></table>`;
    expect(readHtml(bytes(`<p>All:</p>${table}<p>End</p>`)).body).toBe(
      [
        'All:\n\nCodes\n',
        '- Code: E1; Meaning: Paper **jam**; Fix: Open tray 2. Pull the paper out.',
        '- Code: E2; Fix: Wait, Restart.',
        '- Code: E2; Meaning: Call us; Fix: Call us.\n\nEnd',
      ].join('\n'),
    );
  });

  it.each([
    [
      'pairs',
      '<tr><td>Hours:</td><td>9–17</td></tr><tr><td>Phone</td><td>117</td></tr>',
      '- Hours: 9–17.\n- Phone: 117.',
    ],
    ['no header', '<tr><td>a</td><td>b</td><td>c</td></tr>', '- a; b; c.'],
    ['headings of rows', '<tr><th>Hours</th><td>9–17</td><td>10–12</td></tr>', '- Hours: 9–17; 10–12.'],
    ['layout', '<tr><td><h2>Left</h2><p>x</p></td><td><p>Right</p></td></tr>', '## Left\n\nx\n\nRight'],
    ['one column', '<tr><td>only</td></tr><tr><td>one</td></tr>', 'only\n\none'],
  ])('reads a table of %s', (_, rows, body) => {
    expect(readHtml(bytes(`<table>${rows}</table>`)).body).toBe(body);
  });

  it('refuses elements that no stack is deep enough for', () => {
    expect(() => readHtml(bytes('<div>'.repeat(100_000)))).toThrow(/too deep/);
  });
});

describe('readPdf', () => {
  it('reads title and text', async () => {
    const pdf = writePdf(['Restart the router.', 'Then wait.'], { title: 'Router guide' });
    expect(await readPdf(pdf)).toEqual({ title: 'Router guide', body: 'Restart the router.\nThen wait.' });
    expect((await readPdf(writePdf(['Text']))).title).toBeUndefined();
  });

  it.each([
    ['no text', writePdf([]), /^has no text; if it is a scan/],
    ['a password', writePdf(['Text'], { encrypted: true }), /^is encrypted/],
    ['no PDF', Buffer.from('hello'), /^is no PDF that can be read: /],
    ['half a PDF', writePdf(['Text']).subarray(0, 150), /^is no PDF that can be read: /],
  ])('says why it cannot: %s', async (_name, pdf, reason) => {
    await expect(readPdf(pdf)).rejects.toThrow(reason);
  });
});
