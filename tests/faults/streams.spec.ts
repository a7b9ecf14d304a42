import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AccessDesk, accessDesk, type Actor, logIn } from '../support/access-desk.js';
import type { Reply } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { openEvents } from '../support/server-sent-events.js';

const readers = 200;
const longReplies = 100;
/** Beyond what the desk held before; it was 1.7 GB and more. */
const mostMegabytes = 250;

describe('streams of tickets’ events', () => {
  let setting: AccessDesk;
  beforeAll(async () => void (setting = await accessDesk({ EVENT_STREAMS_PER_CALLER: String(readers) })));
  afterAll(() => setting.desk.remove());

  const submit = async (who: Actor) =>
    (await setting.desk.call('POST', '/v1/tickets', { body: 'VPN will not connect' }, who.headers)).body.id as string;
  const eventsOf = (id: string) => `${setting.desk.url}/v1/tickets/${id}/events`;
  const reply = (id: string, text: string, who: Actor) =>
    setting.desk.call('POST', `/v1/tickets/${id}/replies`, { text }, who.headers);

  it(`${readers} that never read, and ${longReplies} long replies, cost others nothing`, async () => {
    const { desk, ada, bob, agent } = setting;
    const id = await submit(ada);
    await eventually(async () => {
      const { body } = await desk.call('GET', `/v1/tickets/${id}`, undefined, ada.headers);
      expect(body.status).not.toMatch(/received|classified/);
    });
    const before = await memoryOf(desk.pid);
    const sockets = await Promise.all(Array.from({ length: readers }, () => neverRead(desk.url, id, ada)));
    const refused = await desk.call('GET', `/v1/tickets/${id}/events`, undefined, ada.headers);
    expect([refused.body.code, refused.headers.get('retry-after')]).toEqual(['too_many_requests', '10']);

    const latencies: number[] = [];
    let going = true;
    const others = (async () => {
      while (going) {
        const began = performance.now();
        expect((await desk.call('GET', '/v1/tickets', undefined, bob.headers)).status).toBe(200);
        latencies.push(performance.now() - began);
      }
    })();
    const text = 'é'.repeat(20_000);
    // Half from the requester, half from staff, so that the ticket is as full as it gets.
    const replies: Reply[] = [];
    const write = async () => {
      for (let n = longReplies - left; left > 0; n = longReplies - left) {
        left -= 1;
        replies.push(await reply(id, text, n % 2 === 0 ? ada : agent));
      }
    };
    let left = longReplies;
    await Promise.all([write(), write(), write(), write()]);
    going = false;
    await others;
    const statuses = replies.map(({ status }) => status);
    const after = await memoryOf(desk.pid);
    const p99 = [...latencies].sort((a, b) => a - b)[Math.floor(latencies.length * 0.99)] ?? 0;
    const taken = statuses.filter((status) => status === 201).length;
    process.stderr.write(
      `${readers} slow readers, ${taken} of ${longReplies} replies of 40 kB taken: ${before.now.toFixed(0)} MB before, ` +
        `${after.peak.toFixed(0)} MB at most; others p99 ${p99.toFixed(0)} ms of ${latencies.length} requests\n`,
    );
    expect(new Set(statuses)).toEqual(new Set([201, 409]));
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('ticket_full');
    expect(after.peak - before.now).toBeLessThan(mostMegabytes);
    expect(p99).toBeLessThan(2_000);

    for (const socket of sockets) socket.resetAndDestroy();
    await eventually(async () => {
      const stream = await openEvents(eventsOf(id), ada.headers);
      stream.leave();
      expect(stream.status).toBe(200);
    });
    expect((await desk.call('GET', '/health/live')).status).toBe(200);
    expect(desk.log.filter(({ level }) => level === 'error' || Number(level) >= 50)).toEqual([]);
  });

  it.each([
    ['a demotion', (who: Actor) => change(who, { role: 'requester' })],
    ['a disabled account', (who: Actor) => change(who, { disabled: true })],
    [
      'a logout',
      (who: Actor) => setting.desk.call('POST', '/v1/auth/logout', { refreshToken: who.tokens.refreshToken }),
    ],
  ])('end before the next event after %s', async (what, lose) => {
    const { desk, ada, admin } = setting;
    const name = what.replace(/\W/g, '');
    await desk.call('POST', '/v1/users', { name, password: admin.password, role: 'agent' }, admin.headers);
    const who = await logIn(desk, name);
    const id = await submit(ada);
    const stream = await openEvents(eventsOf(id), who.headers);
    await eventually(() => Promise.resolve(expect(stream.text()).toContain('event: ticket')));
    await lose(who);
    await reply(id, 'not for them', ada);
    await stream.ended;
    expect(stream.text()).not.toContain('not for them');
  });

  it('of a key end when it is revoked; a key writes knowledge with the scope for it alone', async () => {
    const { desk, ada, admin } = setting;
    const make = async (...scopes: string[]) => {
      const { body } = await desk.call('POST', '/v1/api-keys', { name: 'CI', role: 'agent', scopes }, admin.headers);
      return { id: body.id as string, headers: { authorization: `Bearer ${body.key}` } };
    };
    const key = await make('tickets:read', 'tickets:write');
    const id = await submit(ada);
    const learn = { resolution: 'Use the other VPN.', addToKnowledge: true };
    const refused = await desk.call('POST', `/v1/tickets/${id}/resolve`, learn, key.headers);
    expect([refused.status, refused.body.code]).toEqual([403, 'scope_missing']);
    const able = await make('tickets:write', 'knowledge:write');
    expect((await desk.call('POST', `/v1/tickets/${id}/resolve`, learn, able.headers)).status).toBe(200);

    const stream = await openEvents(eventsOf(id), key.headers);
    await eventually(() => Promise.resolve(expect(stream.text()).toContain('event: ticket')));
    await desk.call('DELETE', `/v1/api-keys/${key.id}`, undefined, admin.headers);
    await reply(id, 'not for them', ada);
    await stream.ended;
    expect(stream.text()).not.toContain('not for them');
  });

  it('show that a requester’s reply reopened an answered ticket, and agents find it', async () => {
    const { desk, ada, agent } = setting;
    const id = await submit(ada);
    const stream = await openEvents(eventsOf(id), ada.headers);
    await eventually(() => Promise.resolve(expect(stream.text()).toMatch(/"status":"(answered|needs_human)"/)));
    await desk.call('POST', `/v1/tickets/${id}/resolve`, {}, agent.headers);
    const before = (await desk.call('GET', '/v1/summary', undefined, agent.headers)).body.tickets.byStatus;
    await reply(id, 'It is back.', ada);
    await eventually(() => Promise.resolve(expect(stream.text()).toContain('"reason":"requester_replied"')));
    stream.leave();
    const { body } = await desk.call('GET', '/v1/tickets?status=needs_human&limit=200', undefined, agent.headers);
    expect(body.items.map((one: { id: string }) => one.id)).toContain(id);
    const after = (await desk.call('GET', '/v1/summary', undefined, agent.headers)).body.tickets.byStatus;
    expect([after.needs_human - before.needs_human, after.resolved - before.resolved]).toEqual([1, -1]);
  });

  const change = (who: Actor, body: object) =>
    setting.desk.call('PUT', `/v1/users/${who.id}`, body, setting.admin.headers);
});

/** A client that asks for a stream, sees that it has one, and takes nothing more of it. */
async function neverRead(url: string, id: string, { headers }: Actor): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(
    `GET /v1/tickets/${id}/events HTTP/1.1\r\nhost: localhost\r\nauthorization: ${headers['authorization']}\r\n\r\n`,
  );
  await once(socket, 'readable');
  expect(String(socket.read(12))).toBe('HTTP/1.1 200');
  return socket;
}

/** Megabytes that a process has in memory, now and at most since it began. */
async function memoryOf(pid: number): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024;
  return { now: of('VmRSS'), peak: of('VmHWM') };
}
