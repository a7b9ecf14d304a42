import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { model } from '@driftdesk/ticket-triage';
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
