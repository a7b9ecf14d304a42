import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type AccessDesk, accessDesk, logIn, password } from '../support/access-desk.js';
import { runCommand } from '../support/command.js';
import { eventually } from '../support/eventually.js';
import { withStore } from '../support/stored-text.js';

// A test starts the desk again, which takes many seconds when the machine is busy.
jest.setTimeout(180_000);

describe('the audit', () => {
  let access: AccessDesk;
  beforeAll(async () => void (access = await accessDesk()));
  afterAll(() => access.desk.remove());

  const get = async (path: string, headers = access.admin.headers) =>
    (await access.desk.call('GET', path, undefined, headers)).body;
  const entries = async (query: string) => (await get(`/v1/audit?${query}`)).items;
  const written = () => access.desk.log.map((line) => JSON.stringify(line)).join('\n');

  async function verifyOffline(content: string, ...options: string[]) {
    const file = join(access.desk.home, 'export.jsonl');
    await writeFile(file, content);
    return runCommand('audit-verifier', [file, ...options]);
  }

  it('tells who did what to which, and finds it again', async () => {
    const { desk, ada, agent, admin } = access;
    await desk.call('POST', '/v1/auth/login', { name: 'ada', password: 'not the right one' });
    const ticket = await desk.call('POST', '/v1/tickets', { body: 'The printer hums' }, ada.headers);
    const { id } = ticket.body;
    await desk.call('GET', `/v1/tickets/${id}`, undefined, agent.headers);
    await desk.call('GET', `/v1/tickets/${id}`, undefined, ada.headers);
    const { champion } = await get('/v1/models/ticket-triage');
    await desk.call('PUT', `/v1/users/${access.bob.id}`, { role: 'agent' }, admin.headers);
    await eventually(async () =>
      expect(await entries(`subject=${access.bob.id}&action=user.role-changed`)).toHaveLength(1),
    );
    expect(champion).toMatch(/^v-/);
    const read = { action: 'ticket.read', actor: { id: agent.id, role: 'agent' }, subject: { kind: 'ticket', id } };
    expect(await entries(`subject=${id}`)).toEqual([expect.objectContaining(read)]);
    expect(await entries(`actor=${agent.id}&action=ticket.read`)).toEqual([expect.objectContaining(read)]);
    expect(await entries(`actor=${ada.id}&action=ticket.read`)).toEqual([]);
    expect(await entries('action=session.refused')).toHaveLength(1);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect(await entries(`from=${tomorrow}`)).toEqual([]);
    expect((await entries(`to=${tomorrow}&limit=200`)).length).toBeGreaterThan(5);
    const first = await get('/v1/audit?limit=2');
    const second = await get(`/v1/audit?limit=2&cursor=${first.nextCursor}`);
    expect(second.items[0].sequence).toBe(first.items[1].sequence - 1);
  });

  it('is for admins alone, and bad questions are 400', async () => {
    const { desk, agent, ada, admin } = access;
    for (const path of ['/v1/audit', '/v1/audit/verification', '/v1/audit/export']) {
      for (const { headers } of [agent, ada])
        expect((await desk.call('GET', path, undefined, headers)).status).toBe(403);
      expect((await desk.call('GET', path)).status).toBe(401);
    }
    for (const query of ['cursor=x', 'action=nothing', 'from=yesterday', 'limit=0', 'subject=', 'who=ada']) {
      expect([query, (await desk.call('GET', `/v1/audit?${query}`, undefined, admin.headers)).status]).toEqual([
        query,
        400,
      ]);
    }
  });

  it('is whole, and its export can be verified offline, with the log as witness', async () => {
    expect(await get('/v1/audit/verification')).toMatchObject({ status: 'whole', problems: [] });
    const { body: content } = await access.desk.call('GET', '/v1/audit/export', undefined, access.admin.headers);
    const whole = await verifyOffline(content);
    expect([whole.code, whole.output]).toEqual([0, expect.stringMatching(/^Whole: \d+ entries, \d+ checkpoints\./)]);
    const log = join(access.desk.home, 'desk.log');
    await writeFile(log, written());
    const key = join(access.desk.home, 'audit.pem');
    await writeFile(key, (await get('/v1/audit/verification')).publicKey);
    const witnessed = await verifyOffline(content, '--log', log, '--public-key', key);
    expect([witnessed.code, witnessed.output]).toEqual([0, expect.stringContaining('checkpoints.')]);
    const lines = (content as string).trim().split('\n');
    const entry = lines.findIndex((line) => line.includes('"action":"ticket.read"'));
    const broken = await verifyOffline(lines.toSpliced(entry, 1).join('\n'));
    expect([broken.code, broken.output]).toEqual([1, expect.stringMatching(/Entry \d+ is missing/)]);
    const cut = await verifyOffline(lines.slice(0, -1).join('\n'));
    expect([cut.code, cut.output]).toEqual([1, expect.stringContaining('cut off')]);
    const unread = await verifyOffline('{"hello":"world"}');
    expect([unread.code, unread.errors]).toEqual([2, expect.stringContaining('Line 1 of')]);
  });

  it('shows by the log what was cut off the store, and by itself what was changed there', async () => {
    const { desk } = access;
    const { entries: before } = await get('/v1/audit/verification');
    const log = join(desk.home, 'desk.log');
    expect(await desk.stop()).toBe(0);
    await writeFile(log, written());
    await withStore(desk.home, async ({ sql }) => {
      await expect(sql.execute('DELETE FROM gateway.audit_entries')).rejects.toThrow('only ever appended');
      for (const table of ['entries', 'checkpoints'])
        await sql.execute(`ALTER TABLE gateway.audit_${table} DISABLE TRIGGER USER`);
      const [{ count } = { count: 0 }] = await sql.query<{ count: number }>(
        'SELECT count::int FROM gateway.audit_checkpoints ORDER BY audit_checkpoints.count DESC OFFSET 2 LIMIT 1',
      );
      await sql.execute('DELETE FROM gateway.audit_entries WHERE sequence > $1', count);
      await sql.execute('DELETE FROM gateway.audit_checkpoints WHERE count > $1', count);
      expect(count).toBeLessThan(before);
    });
    await desk.start();
    const { body: content } = await desk.call('GET', '/v1/audit/export', undefined, access.admin.headers);
    expect((await verifyOffline(content)).code).toBe(0);
    const cut = await verifyOffline(content, '--log', log);
    expect([cut.code, cut.output]).toEqual([1, expect.stringContaining('the tail is cut off')]);

    expect(await desk.stop()).toBe(0);
    await withStore(desk.home, ({ sql }) =>
      sql.execute("UPDATE gateway.audit_entries SET actor_id = 'eve' WHERE sequence = 2"),
    );
    await desk.start();
    const { status, problems } = await get('/v1/audit/verification');
    expect([status, problems]).toEqual(['broken', [expect.objectContaining({ sequence: 2 })]]);
    expect((await logIn(desk, 'ada', password)).id).toBe(access.ada.id);
  });

  it('does not start with a lost key', async () => {
    const { desk } = access;
    expect(await desk.stop()).toBe(0);
    const environment = { ACCESS_CONTROL: 'on', AUDIT_SIGNING_KEY_FILE: join(desk.home, 'no-such-key.pem') };
    await expect(desk.start(environment)).rejects.toThrow('there is no file');
  });
});
