import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import type { CommandEnding } from '../support/command.js';
import { runImport } from '../support/importer.js';
import { storedVersions } from '../support/model-versions.js';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';
import { solvedTickets, toCsv } from '../support/solved-tickets.js';

const columns = ['--text', 'title,text', '--queue', 'team', '--urgency', 'priority', '--id', 'id'];
/** Long enough for a training of a few hundred tickets on a machine that is busy with other tests. */
const trainingMs = 240_000;

describe('training on imported tickets', () => {
  let desk: PreparedDesk;
  beforeEach(async () => void (desk = await preparedDesk()));
  afterEach(() => desk.remove());

  async function importTickets(count: number, ...options: string[]): Promise<CommandEnding> {
    const file = join(desk.home, 'solved.csv');
    await writeFile(file, toCsv(solvedTickets(count)));
    return runImport(['tickets', '--file', file, '--url', desk.url, ...columns, ...options]);
  }
  const champion = async () => (await desk.call('GET', '/v1/models/ticket-triage')).body;
  const runs = async () => (await desk.call('GET', '/v1/training-runs')).body.items;
  const predict = async (body: string) => {
    const reply = await desk.call('POST', '/v1/models/ticket-triage/predict', { body });
    return reply.body.predictions[0].heads.queue.label as string;
  };

  it(
    'makes a version of the imported queues, which serves when it is promoted',
    async () => {
      const before = await champion();
      const ending = await importTickets(300, '--train', '--promote');
      // A stage that is over between two looks is not named.
      expect([ending.code, ending.errors]).toEqual([0, expect.stringContaining('training: embed')]);
      expect(ending.output).toMatch(/queue +accuracy +[01]\.\d{3} +[01]\.\d{3}/);
      expect(ending.output).toMatch(/urgency +macro-F1 +[01]\.\d{3} +[01]\.\d{3}/);
      const [run] = await runs();
      expect(run).toMatchObject({ status: 'trained', stage: 'register', examples: 300, model: 'ticket-triage' });
      expect(ending.output).toContain(`${run.version} serves now.`);
      const after = await champion();
      expect(after).toMatchObject({ champion: run.version, loaded: run.version, trainedOn: 'labelled tickets' });
      expect(await predict('the salary of last month is wrong, my payslip is missing')).toBe('payroll');
      expect(await predict('the lift is stuck and the heating is broken')).toBe('facilities');
      const submitted = await desk.call(
        'POST',
        '/v1/tickets',
        { body: 'my payslip is missing' },
        { prefer: 'wait=20' },
      );
      expect(submitted.body).toMatchObject({ queue: { label: 'payroll' }, model: { version: run.version } });

      // The way back is the same.
      const back = await desk.call('POST', `/v1/models/ticket-triage/versions/${before.champion}/promote`, {});
      expect(back.body).toMatchObject({ champion: before.champion, loaded: before.champion });
      expect(await predict('the printer has a paper jam')).toBe('printing');
      const { body } = await desk.call('GET', '/v1/models/ticket-triage/versions');
      const aliases = Object.fromEntries(
        body.items.map((one: { version: string; aliases: string[] }) => [one.version, one.aliases]),
      );
      expect(aliases).toEqual({ [before.champion]: ['champion'], [run.version]: ['previous'] });
    },
    trainingMs,
  );

  it(
    'leaves a candidate when nobody promotes it, and queues one run at most',
    async () => {
      const { champion: before } = await champion();
      const ending = await importTickets(200, '--train');
      const [run] = await runs();
      expect(ending.output).toContain(`${run.version} is a candidate and does not serve.`);
      expect(ending.output).toContain(
        `curl -X POST ${desk.url}/v1/models/ticket-triage/versions/${run.version}/promote`,
      );
      expect((await champion()).champion).toBe(before);
      const again = await desk.call('POST', '/v1/training-runs', { model: 'ticket-triage' });
      expect([again.status, again.body.code]).toEqual([409, 'nothing_new']);
      expect(again.body.detail).toContain(`training run ${run.id} made ${run.version} of the same 200 examples`);
      const start = () => desk.call('POST', '/v1/training-runs', { model: 'ticket-triage', force: true });
      const first = await start();
      await eventually(async () => expect((await runs())[0].status).toBe('running'));
      const [waiting, doubled] = [await start(), await start()];
      expect(first.headers.get('location')).toBe(`/v1/training-runs/${first.body.id}`);
      expect(waiting.body.id).not.toBe(first.body.id);
      expect(doubled.body.id).toBe(waiting.body.id);
    },
    trainingMs,
  );

  it(
    'is taken up by the same command when the import is cut, and its version promoted',
    async () => {
      const file = join(desk.home, 'cut.csv');
      await writeFile(file, toCsv(solvedTickets(200)));
      const args = ['tickets', '--file', file, '--url', desk.url, ...columns, '--train', '--promote'];
      const killed = await runImport(args, (text, child) => {
        if (text.includes('training: ')) child.kill('SIGKILL');
      });
      expect(killed.code).toBeNull();
      const asked = await runImport(args, (text, child) => {
        if (text.includes('training: ')) child.kill('SIGINT');
      });
      // It may have been trained by then.
      if (asked.code !== 0) {
        expect([asked.code, asked.errors]).toEqual([
          130,
          expect.stringContaining('The same command takes its version up'),
        ]);
        expect((await runImport(args)).output).toMatch(/serves now\.$/m);
      }
      const [run, ...others] = await runs();
      expect([run.status, others]).toEqual(['trained', []]);
      expect(await champion()).toMatchObject({ champion: run.version, loaded: run.version });
      // Nothing new, nothing trained.
      expect((await runImport(args)).output).toContain(`${run.version} has learned these tickets and serves already.`);
      expect(await runs()).toHaveLength(1);
      await writeFile(file, toCsv(solvedTickets(201)));
      expect((await runImport(args)).code).toBe(0);
      expect(await runs()).toHaveLength(2);
    },
    trainingMs,
  );

  it(
    'says which head lacks what, and the champion serves on',
    async () => {
      expect(await desk.stop()).toBe(0);
      // Without demo data a head has nothing but what people labelled.
      await desk.start({ DEMO_DATA: 'false' });
      const ending = await importTickets(12, '--train');
      expect(ending.code).toBe(1);
      expect(ending.errors).toMatch(/^The training failed: Head "queue" has fewer than two labels with 10 examples/m);
      expect(ending.errors).toContain('facilities 6');
      const [run] = await runs();
      expect(run).toMatchObject({ status: 'failed', reason: expect.stringContaining('payroll 6') });
      expect(await readdir(join(desk.home, 'training'))).toEqual([]);
      expect(await predict('the printer has a paper jam')).toBe('printing');
    },
    trainingMs,
  );

  it(
    'is interrupted by a kill -9 of the desk; the champion serves on, what waited is trained',
    async () => {
      const { champion: before } = await champion();
      await importTickets(300);
      const start = () => desk.call('POST', '/v1/training-runs', { model: 'ticket-triage' });
      const killed = (await start()).body.id;
      await eventually(async () => expect((await runs())[0].stage).toBe('embed'), 60_000);
      const waiting = (await start()).body.id;
      await desk.kill();
      await desk.start();
      expect((await desk.call('GET', `/v1/training-runs/${killed}`)).body).toMatchObject({
        status: 'interrupted',
        reason: expect.stringContaining('ended while this run was going on'),
        finishedAt: expect.any(String),
      });
      expect(await readdir(join(desk.home, 'training'))).not.toContain(killed);
      expect(await storedVersions(desk.home)).toEqual([before]);
      expect(await champion()).toMatchObject({ champion: before, loaded: before, status: 'ok' });
      expect(await predict('the printer has a paper jam')).toBe('printing');
      await eventually(async () => {
        expect((await desk.call('GET', `/v1/training-runs/${waiting}`)).body.status).toBe('trained');
      }, trainingMs);
    },
    trainingMs + 60_000,
  );
});
