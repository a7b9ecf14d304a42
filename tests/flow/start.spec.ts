import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { refusedStart } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { hang, startChatServer } from '@driftdesk/llm/chat-server';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';
import { emptyHome } from '../support/prepared-home.js';
import { readEvents } from '../support/server-sent-events.js';
import { allFinished } from '../support/ticket-list.js';

const stackLine = /^[ \t]+at .+:\d+/m;

describe('a start that cannot be', () => {
  let folder: string;
  beforeEach(async () => (folder = await emptyHome()));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A sentence and exit code 1, without a stack. @returns the sentence */
  async function refusal(home: string, environment: Record<string, string> = {}): Promise<string> {
    const { code, errors } = await refusedStart(home, environment);
    expect({ code, stack: stackLine.test(errors), errors }).toEqual({ code: 1, stack: false, errors });
    return errors;
  }

  it('names every bad variable at once, and leaves no trace', async () => {
    const home = join(folder, 'home');
    const bad = {
      PORT: 'banana',
      LOG_LEVEL: 'loud',
      DEMO_DATA: 'maybe',
      EMBEDDING_THREADS: '0',
      RETENTION_DAYS: '-1',
      ARTEFACT_STORE: 's3',
      MODEL_VERSIONS_KEPT: '0',
      CONSENT_TRAINING: 'yes',
      LLM_TIMEOUT_MS: '1',
      MISTRAL_BASE_URL: 'ftp://example.com',
      DRIFT_WEBHOOK_URL: 'https://ada:secret@example.com/hook',
      PUBLIC_URL: 'desk',
      ANSWER_MINIMUM_CONFIDENCE: '2',
      LLM_PROVIDER: 'mistral',
    };
    const errors = await refusal(home, bad);
    const named = [...errors.matchAll(/^ {2}(\w+): \S/gm)].map(([, name]) => name).sort();
    const { LLM_PROVIDER: _, ...themselves } = bad;
    expect(named).toEqual([...Object.keys(themselves), 'MISTRAL_API_KEY'].sort());
    expect(await readdir(folder)).toEqual([]);
  });

  it('a taken port, before a first start trains for a minute', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const errors = await refusal(join(folder, 'home'), { PORT: String(port) });
    expect(errors).toBe(`Port ${port} is taken. Set PORT to a free one, or 0 for any.\n`);
    expect(await readdir(folder)).toEqual([]);
    server.close();
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '80 '],
    ['LLM_PROVIDER', 'openai'],
    ['ANSWER_MINIMUM_CONFIDENCE', 'high'],
  ])('%s=%s', async (name, value) => {
    expect(await refusal(folder, { [name]: value })).toContain(`  ${name}: must `);
  });

  it.each([
    ['mistral', {}, 'MISTRAL_API_KEY'],
    ['openai-compatible', {}, 'OPENAI_BASE_URL'],
    [undefined, { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' }, 'OPENAI_MODEL'],
  ])('LLM_PROVIDER=%s with %o lacks %s', async (provider, variables, missing) => {
    const environment = { ...variables, ...(provider === undefined ? {} : { LLM_PROVIDER: provider }) };
    expect(await refusal(folder, environment)).toContain(`  ${missing}: is needed when `);
  });

  it('a signing key that is not there, not a key, or open to others', async () => {
    const key = join(folder, 'key.pem');
    const home = join(folder, 'home');
    const environment = { MODEL_SIGNING_KEY_FILE: key };
    expect(await refusal(home, environment)).toContain(`MODEL_SIGNING_KEY_FILE: there is no file ${key}.`);
    await writeFile(key, 'a shopping list', { mode: 0o600 });
    expect(await refusal(home, environment)).toContain(`${key} holds no private key in PEM`);
    await chmod(key, 0o644);
    expect(await refusal(home, environment)).toContain(`Close it: chmod 600 ${key}`);
    await rm(key);
    await mkdir(key, { mode: 0o700 });
    expect(await refusal(home, environment)).toContain(`${key}, the key that signs models, cannot be read`);
    // Refused before anything was made.
    expect(await readdir(home)).toEqual(['lock']);
  });

  it('a home that is a file, below a file, or where nothing can be written', async () => {
    const file = join(folder, 'file');
    await writeFile(file, 'mine');
    for (const home of [file, join(file, 'below'), '/sys/driftdesk']) {
      const errors = await refusal(home);
      expect(errors).toContain(home);
      expect(errors).toContain('DRIFTDESK_HOME');
    }
    expect(await readdir(folder)).toEqual(['file']);
  });

  describe('of a home that could', () => {
    let desk: PreparedDesk;
    beforeEach(async () => void (desk = await preparedDesk({ started: false })));
    afterEach(() => desk.remove());

    it('a store that lost a file, a lock that says nothing, a home that others may write', async () => {
      const version = join(desk.home, 'store', 'PG_VERSION');
      const content = await readFile(version);
      await rm(version);
      expect(await refusal(desk.home)).toMatch(/PG_VERSION is missing, and the folder is not empty.*backup/);
      await writeFile(version, content);
      const lock = join(desk.home, 'lock');
      await writeFile(lock, '');
      expect(await refusal(desk.home)).toContain(`${lock} does not say which process uses the home`);
      await rm(lock);
      await chmod(desk.home, 0o777);
      expect(await refusal(desk.home)).toContain('chmod -R go-rwx');
      await chmod(desk.home, 0o755);
      await desk.start();
      expect(desk.log[0]).toMatchObject({ level: 'warn', msg: expect.stringContaining('Other users of this machine') });
      expect((await stat(desk.home)).mode & 0o777).toBe(0o700);
      expect(await desk.stop()).toBe(0);
    });

    it('less space than the reserve', async () => {
      expect(await refusal(desk.home, { DISK_RESERVE_MB: '1000000' })).toMatch(
        /The disk of .* has \d+ MB free, and a desk needs 1000000 MB/,
      );
    });

    it('a host that is not this machine', async () => {
      expect(await refusal(desk.home, { HOST: '192.0.2.1', ACCESS_CONTROL: 'on' })).toContain(
        'HOST 192.0.2.1 is no address of this machine.',
      );
    });

    it('an embedding model that is not there', async () => {
      const model = join(folder, 'model');
      await mkdir(model);
      expect(await refusal(desk.home, { EMBEDDING_MODEL: model })).toContain(model);
      expect(await refusal(desk.home, { EMBEDDING_MODEL: join(folder, 'gone') })).toContain(join(folder, 'gone'));
      // What it had opened by then was left whole.
      await desk.start();
      expect(await desk.stop()).toBe(0);
    });
  });
});

describe('one home', () => {
  let desk: PreparedDesk;
  beforeEach(async () => void (desk = await preparedDesk({ started: false })));
  afterEach(() => desk.remove());

  it('serves one desk at a time, which goes on when a second is refused', async () => {
    await desk.start();
    const { code, errors } = await refusedStart(desk.home, {});
    expect(code).toBe(1);
    expect(errors).toContain(`${desk.home} is in use by process ${desk.pid}.`);
    expect((await desk.call('POST', '/v1/tickets', { body: 'The VPN drops' }, { prefer: 'wait=20' })).status).toBe(200);
    expect(await desk.stop()).toBe(0);
    await desk.start();
    expect(await desk.stop()).toBe(0);
  });

  it('keeps every ticket over an end by SIGTERM under load, which takes less than five seconds', async () => {
    await desk.start();
    const submitted: string[] = [];
    const refused: number[] = [];
    const client = async (n: number) => {
      for (let round = 0; ; round += 1) {
        const reply = await desk
          .call('POST', '/v1/tickets', { body: `Printer ${n} is jammed, case ${round}` })
          .catch(() => undefined);
        if (reply === undefined) return;
        if (reply.status === 202) submitted.push(reply.body.id);
        else refused.push(reply.status);
      }
    };
    const clients = Promise.all([1, 2, 3, 4].map(client));
    await eventually(() => Promise.resolve(expect(submitted.length).toBeGreaterThan(40)));
    const started = performance.now();
    expect(await desk.stop()).toBe(0);
    expect(performance.now() - started).toBeLessThan(5_000);
    await clients;
    expect(refused.filter((status) => status !== 503)).toEqual([]);
    expect(desk.errors.join('')).not.toMatch(stackLine);
    // What was in hand was finished or left for the next start, but did not fail for the end's sake.
    expect(desk.log.filter(({ level, err }) => level === 'error' || err !== undefined)).toEqual([]);

    await desk.start();
    await allFinished(desk, 30_000);
    for (const id of submitted) {
      expect(['answered', 'needs_human']).toContain((await desk.call('GET', `/v1/tickets/${id}`)).body.status);
    }
    expect((await desk.call('GET', '/v1/dead-letters')).body.items).toEqual([]);
    expect(await desk.stop()).toBe(0);
  });

  it('ends as fast while a provider does not answer, a client waits and another one watches', async () => {
    const server = await startChatServer('mistral');
    server.reply(hang);
    await desk.start({
      LLM_PROVIDER: 'mistral',
      MISTRAL_API_KEY: 'sk-driftdesk-test',
      MISTRAL_BASE_URL: server.url,
    });
    const question = {
      subject: 'VPN keeps disconnecting',
      body: 'The VPN drops every few minutes since this morning.',
    };
    const closed = () => 'closed';
    const waiting = desk.call('POST', '/v1/tickets', question, { prefer: 'wait=30' }).catch(closed);
    await eventually(() => Promise.resolve(expect(server.seen).toHaveLength(1)));
    const [{ id }] = (await desk.call('GET', '/v1/tickets?limit=1')).body.items;
    let events = 0;
    const watching = readEvents(`${desk.url}/v1/tickets/${id}/events`, () => (events++, false)).catch(closed);
    await eventually(() => Promise.resolve(expect(events).toBeGreaterThan(0)));

    const started = performance.now();
    expect(await desk.stop()).toBe(0);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(await Promise.all([waiting, watching])).toEqual(['closed', 'closed']);
    await server.close();

    await desk.start();
    await eventually(async () => {
      const { body } = await desk.call('GET', `/v1/tickets/${id}`);
      expect(body).toMatchObject({ status: 'answered', answer: { provider: 'extractive' } });
    });
    expect(await desk.stop()).toBe(0);
  });
});
