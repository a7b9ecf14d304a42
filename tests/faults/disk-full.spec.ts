import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '@driftdesk/contracts';
import { model } from '@driftdesk/ticket-triage';
import { accessEnvironment, people } from '../support/access-desk.js';
import { type Desk, startDesk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { preparedHomeVariable } from '../support/prepared-home.js';
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.js';
import { allFinished, allTickets } from '../support/ticket-list.js';
import { startLoad, type TicketLoad } from '../support/ticket-load.js';

const tickets = model.demo
  .tickets({ seed: 4_712, count: 300 })
  .map(({ subject, body, language }) => ({ subject, body, language }));

const disk = await mountSmallDisk(400);
if (disk === undefined) process.stderr.write('disk-full: skipped, because this user may not mount a file system.\n');

(disk === undefined ? describe.skip : describe)('a desk whose disk is filled under load', () => {
  const { folder, fill, free, unmount } = disk as SmallDisk;
  let desk: Desk;
  let load: TicketLoad;
  beforeAll(async () => {
    const home = join(folder, 'home');
    await cp(process.env[preparedHomeVariable] ?? '', home, { recursive: true });
    desk = await startDesk(home);
    load = startLoad(tickets, 6, 5);
    load.moveTo(desk);
  }, 120_000);
  afterAll(async () => {
    load.abandon();
    await desk.kill();
    await unmount();
  });

  const ready = async () => (await desk.call('GET', '/health/ready')).body;
  const lines = (level: string, about: RegExp) =>
    desk.log.filter((line) => line['level'] === level && about.test(String(line['msg'])));

  it('refuses what is new with 507, serves what is stored, and goes on by itself', async () => {
    await eventually(async () => expect(load.acknowledged.size).toBeGreaterThan(100));
    fill();
    await eventually(async () => expect(load.surprises.length).toBeGreaterThan(20));
    expect(new Set(load.surprises.map((reply) => reply.slice(0, 3)))).toEqual(new Set(['507']));
    const refused = await desk.call('POST', '/v1/tickets', tickets[0]);
    expect(refused).toMatchObject({ status: 507, body: { code: 'insufficient_storage', status: 507 } });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await ready()).toMatchObject({
      status: 'degraded',
      checks: { store: { status: 'degraded', detail: refused.body.detail } },
    });
    const acknowledged = [...load.acknowledged.values()];
    for (const id of acknowledged.slice(-20)) expect((await desk.call('GET', `/v1/tickets/${id}`)).status).toBe(200);
    // Long enough for consumers that do not wait to bury what they cannot store.
    await pause(5_000);

    await free();
    await eventually(async () => expect((await ready()).status).toBe('up'));
    const before = load.acknowledged.size;
    await eventually(async () => expect(load.acknowledged.size).toBeGreaterThan(before + 50));
    await load.finish();
    await allFinished(desk, 120_000);
    const stored = new Set((await allTickets(desk)).map(({ id }) => id));
    expect([...load.acknowledged.values()].filter((id) => !stored.has(id))).toEqual([]);
    expect((await desk.call('GET', '/v1/dead-letters')).body.items).toEqual([]);
    process.stderr.write(`${load.acknowledged.size} tickets acknowledged, ${load.surprises.length} × 507\n`);
  }, 240_000);

  it('says so once, and once that it is over', () => {
    expect(lines('error', /the disk is full/)).toHaveLength(1);
    expect(lines('info', /the disk has space again/)).toHaveLength(1);
    expect(lines('warn', /./).filter(({ msg }) => msg === 'consumer waits')).toEqual([]);
    const others = desk.log.filter(({ level, msg }) => level === 'error' && msg !== 'request');
    expect(others.map(({ msg }) => msg)).toEqual(['the disk is full: nothing is written until space is free again']);
  });

  it('ends in time on SIGTERM while the disk is full, and refuses to start until it is not', async () => {
    fill();
    await eventually(async () => expect((await ready()).status).toBe('degraded'));
    const since = performance.now();
    expect(await desk.stop()).toBe(0);
    expect(performance.now() - since).toBeLessThan(10_000);
    await expect(startDesk(join(folder, 'home'))).rejects.toThrow(
      /The disk of .* has 0 MB free, and a desk needs 64 MB/,
    );
    await free();
    desk = await startDesk(join(folder, 'home'));
    expect((await ready()).status).toBe('up');
  }, 60_000);
});

const closed = disk === undefined ? undefined : await mountSmallDisk(400);

(closed === undefined ? describe.skip : describe)('a desk with access control whose disk is full', () => {
  const { folder, fill, free, unmount } = closed as SmallDisk;
  let desk: Desk;
  beforeAll(async () => {
    const home = join(folder, 'home');
    await cp(process.env[preparedHomeVariable] ?? '', home, { recursive: true });
    desk = await startDesk(home, accessEnvironment);
  }, 120_000);
  afterAll(async () => {
    await desk.kill();
    await unmount();
  });

  it('serves every read that leaves no audit entry, and refuses the others with the 507 that they declare', async () => {
    const { admin, ada } = await people(desk);
    const { id } = (await desk.call('POST', '/v1/tickets', { body: 'The VPN drops' }, ada.headers)).body;
    const version = (await desk.call('GET', '/v1/models/ticket-triage', undefined, admin.headers)).body.champion;
    fill();
    await eventually(async () => expect((await desk.call('GET', '/health/ready')).body.status).toBe('degraded'));
    const values: Record<string, string> = { name: 'ticket-triage', version };
    const entries = async () =>
      (await desk.call('GET', '/v1/audit?limit=1', undefined, admin.headers)).body.items[0].sequence as number;
    const before = await entries();
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const of = route.path.startsWith('/v1/requesters') ? ada.id : id;
      const path = route.path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? of);
      const { status, body } = await desk.call('GET', path, undefined, admin.headers);
      // 404: of that kind there is none with this id.
      const known = 507 in route.responses ? [507] : [200, 404];
      expect([route.id, status, known.includes(status)]).toEqual([route.id, status, true]);
      if (status === 507) expect(body.detail).toContain('Reads go on, except those that the audit must record.');
    }
    expect(await entries()).toBe(before);
    // A requester reads what is theirs, which no audit records.
    expect((await desk.call('GET', '/v1/tickets', undefined, ada.headers)).body.items).toHaveLength(1);
    expect((await desk.call('GET', `/v1/tickets/${id}`, undefined, ada.headers)).status).toBe(200);
    await free();
    await eventually(async () =>
      expect((await desk.call('GET', `/v1/tickets/${id}`, undefined, admin.headers)).status).toBe(200),
    );
  }, 120_000);
});
