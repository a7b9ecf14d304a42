import 'reflect-metadata';
import { driftDetected, type Envelope, modelPromoted, modelValidated } from '@driftdesk/contracts';
import { DATABASE, type Database, openPglite } from '@driftdesk/database';
import { DatabaseTransport, listLetters, newEvent, publish } from '@driftdesk/messaging';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { LoopSettings } from '../loop/loop-settings.js';
import { DRIFT_MONITOR_OPTIONS } from '../options.js';
import { LoopNewsHandler } from './loop-news.handler.js';
import { startWebhookServer, type WebhookServer } from './webhook-server.fixture.js';

const id = '018f4f7e-0000-7000-8000-000000000001';
const author = { id: 'loop', role: 'system' } as const;
const loopRules = { autonomy: 'auto' };

describe('news of the loop', () => {
  let database: Database;
  let server: WebhookServer;
  let app: INestApplication | undefined;
  let noticed: string[];
  let noticing: (() => void)[];
  beforeAll(async () => void (database = await openPglite()));
  afterAll(() => database.close());
  beforeEach(async () => {
    server = await startWebhookServer();
    noticed = [];
    noticing = [];
  });
  afterEach(async () => {
    await stop();
    await server.close();
    await database.sql.execute('TRUNCATE messaging.events, messaging.inbox, messaging.retries, messaging.dead_letters');
  });

  async function start({ webhookUrl }: { webhookUrl: string | undefined } = { webhookUrl: server.url }): Promise<void> {
    @Module({
      controllers: [LoopNewsHandler],
      providers: [
        LoopSettings,
        { provide: DATABASE, useValue: database },
        { provide: DRIFT_MONITOR_OPTIONS, useValue: { webhookUrl, publicUrl: 'http://desk:3000', rules: loopRules } },
      ],
    })
    class Monitor {}
    const notice = (what: string) => (_consumer: string, event: unknown) => {
      const [{ topic }] = [event].flat() as [Envelope];
      noticed.push(`${topic} ${what}`);
      for (const look of noticing) look();
    };
    const transport = new DatabaseTransport({
      database,
      retryPolicy: { maxAttempts: 3, firstDelayMs: 5, maxDelayMs: 20, quarantineMs: 0 },
      observer: {
        handled: notice('told'),
        committedFailed: notice('not followed up'),
        retried: notice('failed'),
        unended: (_, topic) => noticed.push(`${topic} unended`),
        buried: notice('buried'),
        waiting: (_, topic) => noticed.push(`${topic} waits`),
      },
    });
    // As boot() does it: an app with HTTP tells its modules of the end before its transport.
    app = await NestFactory.create(Monitor, new FastifyAdapter() as never, { logger: false });
    app.connectMicroservice({ strategy: transport });
    await app.startAllMicroservices();
  }
  async function stop(): Promise<void> {
    await app?.close();
    app = undefined;
  }
  const send = (...events: Envelope[]) => database.transaction((sql) => publish(sql, events));
  const drift = (summary: string) =>
    newEvent(driftDetected, { model: 'triage', version: 'v-1', reportId: id, summary }, 'c-1');
  const promotion = () =>
    newEvent(modelPromoted, { model: 'triage', version: 'v-2', from: 'v-1', reason: 'It is better', author }, 'c-1');
  const noticedTimes = (what: string, times = 1) =>
    new Promise<void>((resolve) => {
      const look = () => noticed.filter((one) => one === what).length >= times && resolve();
      noticing.push(look);
      look();
    });
  const texts = () => server.seen.map(({ body }) => (body as { text: string }).text);

  it('is told once an event, in order', async () => {
    await start();
    await send(drift('Drift, one.'), drift('Drift, two.'), promotion());
    await Promise.all([noticedTimes('drift.detected.v1 told', 2), noticedTimes('models.promoted.v1 told')]);
    const path = `http://desk:3000/v1/drift/reports/${id}.html`;
    expect(texts().filter((text) => text.includes('Drift'))).toEqual([
      `triage: Drift, one. Report: ${path}`,
      `triage: Drift, two. Report: ${path}`,
    ]);
    expect(texts()).toContain(
      'triage: version v-2 serves now instead of v-1, promoted by loop (system): It is better.',
    );
  });

  it('is told again after a failure, and only what failed', async () => {
    await start();
    server.answer(200, 500, 200);
    await send(drift('One.'), drift('Two.'), drift('Three.'));
    await noticedTimes('drift.detected.v1 told', 3);
    expect(texts().map((text) => text.split(' ')[1])).toEqual(['One.', 'Two.', 'Three.', 'Two.']);
    expect((await listLetters(database, 10)).items).toEqual([]);
  });

  it('becomes a dead letter when it is refused, or when no attempt is left; the next is told', async () => {
    await start();
    server.answer(404, 200);
    await send(drift('Refused.'), drift('Next.'));
    await noticedTimes('drift.detected.v1 told');
    expect((await listLetters(database, 10)).items).toMatchObject([
      { consumer: 'drift-webhook', attempts: 1, reason: expect.stringContaining('answered 404') },
    ]);
    server.answer(503);
    await send(drift('Unheard.'));
    await noticedTimes('drift.detected.v1 buried', 2);
    const [letter] = (await listLetters(database, 1)).items;
    expect(letter).toMatchObject({ attempts: 3, reason: 'The webhook answered 503.' });
    expect(JSON.stringify((await listLetters(database, 10)).items)).not.toContain('t0p-secret');
  });

  it('waits for a webhook that hangs without holding up another topic or the end, and is told after the next start', async () => {
    await start();
    server.answer('hang', 200);
    const asked = server.asked();
    await send(drift('Hangs.'));
    await asked;
    await send(promotion());
    await noticedTimes('models.promoted.v1 told');
    const ended = performance.now();
    await stop();
    expect(performance.now() - ended).toBeLessThan(5_000);
    expect(noticed).not.toContain('drift.detected.v1 failed');
    await start();
    await noticedTimes('drift.detected.v1 told');
    expect(texts().filter((text) => text.includes('Hangs.'))).toHaveLength(2);
  });

  it('is a version that waits for a person, unless the loop promotes it by itself', async () => {
    await start();
    const validated = () =>
      newEvent(modelValidated, { model: 'triage', version: 'v-2', trainingRunId: id, rolloutId: id }, 'c-1');
    await send(validated());
    await noticedTimes('models.validated.v1 told');
    expect(server.seen).toEqual([]);
    await database.prisma.loopChange.create({
      data: { autonomy: 'propose', paused: false, authorId: id, authorRole: 'admin', at: new Date() },
    });
    await send(validated());
    await noticedTimes('models.validated.v1 told', 2);
    expect(texts()).toEqual([expect.stringContaining('waits to be promoted by hand. Rollout: http://desk:3000/v1/')]);
    await database.prisma.loopChange.deleteMany();
  });

  it('is told to nobody without a webhook', async () => {
    await start({ webhookUrl: undefined });
    await send(drift('Drift.'), promotion());
    await Promise.all([noticedTimes('drift.detected.v1 told'), noticedTimes('models.promoted.v1 told')]);
    expect(server.seen).toEqual([]);
  });
});
