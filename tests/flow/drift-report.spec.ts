import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { driftReportSchema, type Summary } from '@driftdesk/contracts';
import { model } from '@driftdesk/ticket-triage';
import { eventually } from '../support/eventually.js';
import { type PlayedTicket, play, roomTickets } from '../support/loop-desk.js';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';

const ordinary = model.demo.tickets({ seed: 21, count: 220 }).map(({ subject, body }): PlayedTicket => {
  return subject === undefined ? { body } : { subject, body };
});
/** Two of five are about something new. */
const changed = Array.from({ length: 40 }, (_, n) => [
  ...ordinary.slice(100 + 3 * n, 103 + 3 * n),
  ...roomTickets(2 * n, 2),
]).flat();
const unknownId = '018f4f7e-0000-7000-8000-00000000ffff';

describe('drift that is only reported', () => {
  const told: { text: string }[] = [];
  const webhook = createServer((request, response) => {
    void json(request).then((body) => told.push(body as { text: string }));
    response.writeHead(200).end('ok');
  });
  let desk: PreparedDesk;
  let id: string;
  beforeAll(async () => {
    webhook.listen(0, '127.0.0.1');
    await once(webhook, 'listening');
    desk = await preparedDesk({
      environment: {
        DRIFT_WINDOW: '100',
        DRIFT_REFERENCE: '100',
        DRIFT_MINIMUM_WINDOW: '40',
        LOOP_AUTONOMY: 'off',
        DRIFT_WEBHOOK_URL: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/hook`,
        PUBLIC_URL: 'https://desk.example.com',
      },
    });
    // One after the other: tickets that are played together are observed in any order.
    await play(desk, ordinary.slice(0, 100), false);
    await play(desk, changed, false);
    await eventually(async () => {
      const { items } = await get('/v1/drift/reports?status=drift');
      expect(items).toHaveLength(1);
      id = items[0].id;
    }, 60_000);
  }, 240_000);
  afterAll(async () => {
    await desk.remove();
    webhook.close();
  });

  const get = async (path: string) => (await desk.call('GET', path)).body;

  it('is a report that says which tickets and words are new, without a rollout', async () => {
    const report = driftReportSchema.parse(await get(`/v1/drift/reports/${id}`));
    expect(report).toMatchObject({ status: 'drift', model: 'ticket-triage', reference: { tickets: 100 } });
    expect(report.rolloutId).toBeUndefined();
    expect((await get('/v1/rollouts')).items).toEqual([]);
    const terms = report.rootCause?.terms.filter(({ z }) => z > 0).map(({ term }) => term);
    expect(terms).toEqual(expect.arrayContaining(['meeting', 'room']));
    expect(report.rootCause?.withoutTickets).toMatchObject({ drifted: false });
    const named = await Promise.all(
      (report.rootCause?.tickets ?? []).slice(0, 5).map(({ ticketId }) => get(`/v1/tickets/${ticketId}`)),
    );
    expect(named.map(({ subject }) => subject)).toEqual(Array(5).fill(expect.stringContaining('Meeting room')));
  });

  it('is a page beside it, which runs and loads nothing', async () => {
    const { status, headers, body: page } = await desk.call('GET', `/v1/drift/reports/${id}.html`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    const report = await get(`/v1/drift/reports/${id}`);
    for (const { ticketId } of report.rootCause.tickets) expect(page).toContain(`href="/v1/tickets/${ticketId}"`);
    expect(page.match(/<svg /g).length).toBeGreaterThanOrEqual(5);
    expect(page).not.toMatch(/<script|<link rel="stylesheet"|\ssrc=/);
  });

  it.each([
    ['GET', `/v1/drift/reports/${unknownId}`, 404],
    ['GET', `/v1/drift/reports/${unknownId}.html`, 404],
    ['GET', '/v1/drift/reports/nonsense.html', 400],
    ['GET', `/v1/drift/reports/${unknownId}.html.html`, 400],
    ['GET', `/v1/drift/reports/${unknownId}.json`, 400],
    ['POST', `/v1/drift/reports/${unknownId}.html`, 405],
  ])('%s %s is %d', async (method, path, status) => {
    const reply = await desk.call(method, path);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([
      status,
      expect.stringContaining('problem+json'),
    ]);
  });

  it('is told to the webhook, with a link to the page', async () => {
    await eventually(async () => expect(told).toHaveLength(1));
    const { summary } = await get(`/v1/drift/reports/${id}`);
    expect(told[0]?.text).toBe(
      `ticket-triage: ${summary} Report: https://desk.example.com/v1/drift/reports/${id}.html`,
    );
  });

  it('is in the summary and in the metrics', async () => {
    const summary = (await get('/v1/summary')) as Summary;
    const { byStatus, lastDay } = summary.tickets;
    expect(Object.values(byStatus).reduce((sum, count) => sum + count)).toBe(300);
    expect(lastDay).toEqual({ finished: 300, answered: byStatus.answered, share: byStatus.answered / 300 });
    expect(summary.missing).toEqual([]);
    expect(summary.loop).toEqual(await get('/v1/drift/summary'));
    const { champion } = await get('/v1/models/ticket-triage');
    expect(summary.loop).toEqual({
      autonomy: 'off',
      paused: false,
      models: [
        {
          model: 'ticket-triage',
          champion: { version: champion, servesSince: expect.any(String) },
          lastReport: {
            id,
            status: 'drift',
            createdAt: expect.any(String),
            summary: expect.stringContaining('Drift in'),
          },
          rollouts: [],
          labels: { waiting: false, have: 0, need: 100, given: 0 },
          clock: { rollouts: 0 },
        },
      ],
    });
    expect(await get('/metrics')).toContain('driftdesk_drift_evaluations_total{status="drift"} 1\n');
  });
});
