import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runImport } from '../support/importer.js';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';

const good: Readonly<Record<string, string>> = {
  'vpn/tokens.md':
    '---\ntitle: Hardware tokens\nqueue: network\ntags: [blinkenlight]\n---\n## Steps\n1. Press the token.',
  'vpn/jetons.md': '# Jetons matériels\n\nAppuyez sur le jeton pendant cinq secondes, puis saisissez le code affiché.',
  'pages/lift.html':
    '<html><head><title>Cargo lift</title><script>x()</script></head><body><h1>Cargo lift</h1><p>Turn the key twice.</p></body></html>',
  'notes/coffee_grinder.txt': 'Empty the grinder every Friday.',
};
const counts = (created: number, updated: number, unchanged: number, rejected: number) =>
  `created ${created}, updated ${updated}, unchanged ${unchanged}, rejected ${rejected};`;

describe('import of a folder of articles', () => {
  let desk: PreparedDesk;
  let folder: string;
  beforeAll(async () => {
    desk = await preparedDesk();
    folder = await mkdtemp(join(tmpdir(), 'driftdesk-import-'));
    await write('articles', good);
  });
  afterAll(async () => {
    await desk.remove();
    await rm(folder, { recursive: true });
  });

  async function write(name: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
    for (const [path, content] of Object.entries(files)) {
      const file = join(folder, name, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }
  const importFolder = (name: string, ...options: string[]) =>
    runImport(['knowledge', '--dir', join(folder, name), '--url', desk.url, ...options]);
  const byExternalId = async (externalId: string) => {
    const { status, body } = await desk.call(
      'GET',
      `/v1/knowledge/documents?externalId=${encodeURIComponent(externalId)}`,
    );
    expect(status).toBe(200);
    expect(body.items.length).toBeLessThanOrEqual(1);
    return body.items[0];
  };

  it('says what it would do, and does nothing, with --dry-run', async () => {
    const { code, output } = await importFolder('articles', '--dry-run');
    expect([code, output]).toEqual([0, expect.stringMatching(`^Nothing was written.*${counts(4, 0, 0, 0)}`)]);
    expect(await byExternalId('vpn/tokens.md')).toBeUndefined();
  });

  it('makes a document of each file', async () => {
    const { code, output, errors } = await importFolder('articles', '--queue', 'hardware');
    expect([code, output]).toEqual([0, `${counts(4, 0, 0, 0)} skipped 0.\n`]);
    expect(errors).toContain('Files 4/4');
    expect(await byExternalId('vpn/tokens.md')).toMatchObject({
      title: 'Hardware tokens',
      queue: 'network',
      language: 'en',
      tags: ['blinkenlight'],
      source: 'api',
    });
    expect(await byExternalId('vpn/jetons.md')).toMatchObject({ title: 'Jetons matériels', language: 'fr' });
    expect(await byExternalId('notes/coffee_grinder.txt')).toMatchObject({
      title: 'coffee grinder',
      queue: 'hardware',
    });
    const { id } = await byExternalId('pages/lift.html');
    const { body: page } = await desk.call('GET', `/v1/knowledge/documents/${id}`);
    expect(page).toMatchObject({ title: 'Cargo lift', body: 'Turn the key twice.' });
    const { body: found } = await desk.call('POST', '/v1/knowledge/search', { query: 'blinkenlight' });
    expect(found.passages[0].title).toBe('Hardware tokens');
  });

  it('changes nothing the second time, and later only what changed', async () => {
    const before = await byExternalId('vpn/tokens.md');
    expect((await importFolder('articles', '--queue', 'hardware')).output).toBe(`${counts(0, 0, 4, 0)} skipped 0.\n`);
    expect(await byExternalId('vpn/tokens.md')).toEqual(before);
    await write('articles', { 'vpn/tokens.md': '# Tokens\n\nPress the token twice.' });
    const { code, output } = await importFolder('articles', '--queue', 'hardware');
    expect([code, output]).toEqual([0, `${counts(0, 1, 3, 0)} skipped 0.\n`]);
    expect(await byExternalId('vpn/tokens.md')).toMatchObject({
      id: before.id,
      title: 'Tokens',
      queue: 'hardware',
      tags: [],
    });
  });

  it('lists what it rejects, with the reason, and takes the rest', async () => {
    await write('mixed', {
      'fine.md': '# Fine\n\nAll is well.',
      'empty.md': '---\ntitle: Nothing\n---\n',
      'markup.md': 'First <div class="a">restart</div> it.',
      'latin1.txt': Buffer.from('Priorit\xe9', 'latin1'),
      'long.txt': 'word '.repeat(50_000),
      'large.txt': new Uint8Array(20_000_001),
      'not.pdf': 'hello',
      'language.md': '---\nlanguage: french\n---\nBonjour',
      '.hidden/secret.md': 'secret',
      'image.png': 'png',
    });
    await symlink('/etc/hostname', join(folder, 'mixed/linked.md'));
    const { code, output, errors } = await importFolder('mixed');
    const [summary, ...leftOut] = output.trimEnd().split('\n');
    expect(summary).toBe(`${counts(1, 0, 0, 7)} skipped 3 (1 hidden, 1 unknown kind, 1 symbolic link).`);
    expect(leftOut).toEqual([
      'rejected empty.md: has no text.',
      expect.stringMatching(/^rejected language\.md: "language": must be a two-letter/),
      expect.stringMatching(/^rejected large\.txt: has 20\.0 MB; at most 20 are read\. /),
      'rejected latin1.txt: is not in UTF-8; save it in that encoding.',
      'rejected long.txt: has 249999 characters, more than a document may have; split it into several files.',
      'rejected markup.md: contains HTML elements; a knowledge base holds Markdown and plain text.',
      expect.stringMatching(/^rejected not\.pdf: is no PDF that can be read: /),
      'skipped, hidden: .hidden/',
      'skipped, unknown kind: image.png',
      'skipped, symbolic link: linked.md',
    ]);
    expect(code).toBe(1);
    expect(errors).toMatch(/^7 of 8 files were rejected\. /m);
    expect(errors).not.toMatch(/^ {4}at /m);
  });

  it('says which queue nobody knows and in which files, also in a dry run, when nothing changed, and over HTTP', async () => {
    await write('queues', {
      'a.md': '---\nqueue: netwrok\n---\nA',
      'b.md': '---\nqueue: Network\n---\nB',
      'c.md': 'C',
    });
    const warning = (queue: string, path: string) =>
      expect.stringMatching(
        `^warning: No ticket is ever sorted into the queue “${queue}”.* the queues are .*network.* \\(${path}\\)$`,
      );
    const warned = [warning('netwrok', 'a.md'), warning('Network', 'b.md')];
    for (const options of [['--dry-run'], [], []]) {
      const { code, output } = await importFolder('queues', ...options);
      expect([code, output.trimEnd().split('\n').slice(1)]).toEqual([0, warned]);
    }
    const document = { title: 'A', body: 'b', queue: 'nobody' };
    const made = await desk.call('POST', '/v1/knowledge/documents', document);
    expect([made.status, made.body.warnings]).toEqual([201, [expect.stringContaining('“nobody”')]]);
    const path = `/v1/knowledge/documents/${made.body.id}`;
    const mended = await desk.call('PUT', path, { ...document, queue: 'network' });
    expect([mended.status, mended.body.warnings]).toEqual([200, undefined]);
  });

  it('goes on where it was when it is killed in the middle', async () => {
    const files = Array.from({ length: 40 }, (_, n) => [`guide-${n}.txt`, `Guide ${n}: turn valve ${n} to the left.`]);
    await write('many', Object.fromEntries(files));
    const args = ['knowledge', '--dir', join(folder, 'many'), '--url', desk.url];
    const killed = await runImport(args, (text, child) => {
      if (text.includes('/40')) child.kill('SIGKILL');
    });
    expect([killed.code, killed.output]).toEqual([null, '']);
    const { code, output } = await runImport(args);
    const [, created = 0, unchanged = 0] = /^created (\d+), updated 0, unchanged (\d+), rejected 0;/.exec(output) ?? [];
    expect([code, Number(created) + Number(unchanged)]).toEqual([0, 40]);
    expect(Number(unchanged)).toBeGreaterThanOrEqual(4);
    expect(Number(created)).toBeGreaterThan(0);
    for (const [path] of files) expect(await byExternalId(path ?? '')).toBeDefined();
  });

  it.each([
    [['knowledge'], /^Usage: npm run import -- knowledge --dir FOLDER/],
    [['knowledge', '--dir', '/no/such/folder'], /^There is no folder \/no\/such\/folder\./],
    [['knowledge', '--dir', '/etc/hostname'], /^\/etc\/hostname is no folder\./],
    [['knowledge', '--dir', '.', '--language', 'french'], /^--language french: must be a two-letter/],
    [['knowledge', '--dir', '.', '--url', 'desk'], /^--url desk is not an http or https URL\./],
    [['knowledge', '--folder', '.'], /^Unknown option '--folder'.*\n--help shows/],
  ])('ends with a sentence when called with %j', async (args, message) => {
    const { code, errors } = await runImport(args);
    expect([code, errors]).toEqual([1, expect.stringMatching(message)]);
  });

  it.each([[['--help']], [['knowledge', '--help']], [['tickets', '-h']]])(
    'shows how it is called with %j',
    async (args) => {
      const { code, output, errors } = await runImport(args);
      expect([code, output, errors]).toEqual([0, expect.stringMatching(/^Usage: npm run import -- /), '']);
    },
  );

  it('says so when no desk answers', async () => {
    const { code, errors } = await runImport([
      'knowledge',
      '--dir',
      join(folder, 'articles'),
      '--url',
      'http://127.0.0.1:9',
    ]);
    expect([code, errors]).toEqual([1, expect.stringMatching(/^No desk answers at http:\/\/127\.0\.0\.1:9; /m)]);
  });

  it('gives no two documents the same external id', async () => {
    const document = { title: 'A', body: 'b', externalId: 'once' };
    const first = await desk.call('POST', '/v1/knowledge/documents', document);
    expect([first.status, first.body.externalId]).toEqual([201, 'once']);
    const second = await desk.call('POST', '/v1/knowledge/documents', document);
    expect([second.status, second.body.code]).toEqual([409, 'external_id_taken']);
    expect(second.body.detail).toContain(first.body.id);
  });
});
