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
    ['---\n- a\n---\nText', /^front matter: /],
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
