import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bombs } from '../bombs.fixture.js';
import { stream, writeLines, writePages } from '../pdf.fixture.js';
import { createDocumentReader, type DocumentReader } from './document-reader.js';

/** Smaller limits than those of an import, one at a time, so that a test does not wait for them. */
const hasty = { seconds: 2, megabytes: 600 };
const frugal = { seconds: 60, megabytes: 250 };

describe('the document reader', () => {
  let folder: string;
  let reader: DocumentReader;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'driftdesk-reader-'));
    reader = createDocumentReader();
  });
  afterAll(async () => {
    reader.close();
    await rm(folder, { recursive: true });
  });

  async function read(path: string, content: string | Uint8Array, by = reader) {
    await writeFile(join(folder, path), content);
    return by.read({ folder, path, defaults: { language: 'en' } });
  }

  it.each([
    ['inflates.pdf', frugal, /^needs more than 250 MB of memory to be read/],
    ['forms.pdf', hasty, /^takes more than 2 s to read|^has more than 200000 characters/],
    ['operators.pdf', hasty, /^takes more than 2 s to read/],
    ['attributes.html', hasty, /^takes more than 2 s to read/],
    ['laughs.md', frugal, /^front matter: repeats its lists/],
    ['deep.md', frugal, /^front matter: has more than 20000 characters/],
  ])('outlives %s, says why it is rejected, and reads on', async (name, limits, reason) => {
    const file = bombs[name]?.() ?? Buffer.alloc(0);
    expect(file.length).toBeLessThan(5_000_000);
    const limited = createDocumentReader(limits);
    try {
      const started = performance.now();
      expect(await read(name, file, limited)).toEqual({ rejected: expect.stringMatching(reason) });
      expect(performance.now() - started).toBeLessThan(limits.seconds * 1_000 + 5_000);
      const next = await read('next.md', '# Next\n\nText', limited);
      expect(next).toMatchObject({ document: { title: 'Next', body: 'Text' } });
    } finally {
      limited.close();
    }
  });

  it('holds no more memory than it may, on Linux, where that can be seen from outside', async () => {
    if (process.platform !== 'linux') return;
    let peak = 0;
    const look = setInterval(() => void peakOfChildren().then((bytes) => (peak = Math.max(peak, bytes))), 5);
    const limited = createDocumentReader(frugal);
    await read('inflates.pdf', bombs['inflates.pdf']?.() ?? '', limited);
    limited.close();
    clearInterval(look);
    expect(peak).toBeGreaterThan(0);
    // What is taken between two looks comes on top.
    expect(peak).toBeLessThan(2 * frugal.megabytes * 1_000_000);
  });

  it('reads what is long and honest, or says which limit it breaks', async () => {
    const page = (lines: string[]) => stream(writeLines(lines));
    const short = writePages(Array.from({ length: 1_000 }, (_, n) => page([`Page ${n}.`])));
    expect(await read('short.pdf', short)).toMatchObject({
      document: { body: expect.stringMatching(/^Page 0\.\n\nPage 1\.[^]+Page 999\.$/) },
    });
    const lines = Array.from({ length: 20 }, (_, n) => `Turn valve ${n} to the left and wait for the lamp.`);
    const long = writePages(Array.from({ length: 10_000 }, () => page(lines)));
    expect(await read('long.pdf', long)).toEqual({
      rejected: expect.stringMatching(/^has more than 200000 characters.* up to page 2\d\d of 10000; split it/),
    });
    const book = `<title>Book</title>${'<p>Turn the valve to the left and <b>wait</b>.</p>\n'.repeat(100_000)}`;
    expect(await read('book.html', book)).toEqual({
      rejected: expect.stringMatching(/^has more than 200000 characters/),
    });
    expect(await read('text.txt', 'word '.repeat(10_000_000))).toEqual({
      rejected: expect.stringMatching(/^has 50\.0 MB; at most 20 are read/),
    });
  });

  it('judges a file by a process that read no other, when the one that did has no memory left', async () => {
    await writeFile(join(folder, 'wide.html'), `<title>A</title>${'<p><b>w</b></p>'.repeat(30_000)}`);
    const request = { folder, path: 'wide.html', defaults: { language: 'en' } };
    const limited = createDocumentReader({ seconds: 60, megabytes: 220 });
    const kinds = new Set<string>();
    for (let n = 0; n < 4; n += 1) for (const kind of Object.keys(await limited.read(request))) kinds.add(kind);
    limited.close();
    expect(kinds.size).toBe(1);
  });
});

/** The most memory that a child of this process has held. */
async function peakOfChildren(): Promise<number> {
  const children = await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').catch(() => '');
  const peaks = children
    .split(' ')
    .filter(Boolean)
    .map(async (pid) => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      return 1_024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
    });
  return Math.max(0, ...(await Promise.all(peaks)));
}
