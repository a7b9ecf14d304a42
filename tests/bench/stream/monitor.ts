import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Envelope, type ModelSpec, ticketClassified, ticketLabelled } from '@driftdesk/contracts';
import { DATABASE, type Database, openPglite } from '@driftdesk/database';
import type { TrainerProgram } from '@driftdesk/delivery';
import {
  type Clock,
  DriftMonitorModule,
  type DriftMonitorOptions,
  EvaluationTimer,
  LoopRunner,
  type LoopRules,
  TicketClassifiedHandler,
  TicketLabelledHandler,
  TrainingRunner,
} from '@driftdesk/drift-monitor';
import type { Effects } from '@driftdesk/messaging';
import { createMetrics, HealthChecks, LOGGER, type Logger, METRICS } from '@driftdesk/platform';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { z } from 'zod';
import { openHomeRegistry } from '../../support/home-registry.js';

type Classified = z.infer<typeof ticketClassified.schema>;
type Labelled = z.infer<typeof ticketLabelled.schema>;

/** The drift monitor of the product on a store in memory; instead of a transport, whoever opened it hands it events. */
export interface Monitor {
  readonly database: Database;
  readonly registry: Registry;
  observe(events: readonly Envelope<Classified>[]): Promise<void>;
  label(events: readonly Envelope<Labelled>[]): Promise<void>;
  /** The hours after which it evaluates anyway have passed. */
  hoursPassed(): Promise<void>;
  /** Something outside changed, such as what serves. */
  wake(): Promise<void>;
  close(): Promise<void>;
}

export interface MonitorSetting {
  readonly spec: ModelSpec;
  readonly program: TrainerProgram;
  readonly rules: LoopRules;
  readonly logger: Logger;
  readonly clock?: Clock;
}

@Module({})
class PlayedModule {}

/** Every method returns when nothing is at work any more, trainings included. */
export async function openMonitor({ spec, program, rules, logger, clock }: MonitorSetting): Promise<Monitor> {
  const home = await mkdtemp(join(tmpdir(), 'driftdesk-stream-'));
  const database = await openPglite();
  const registry = await openHomeRegistry(home, database);
  await registry.seedLabels(spec.name, spec.heads);
  const options: DriftMonitorOptions = {
    models: new Map([[spec.name, { spec, demoExamples: () => [] }]]),
    trainer: program,
    rules,
    webhookUrl: undefined,
    publicUrl: undefined,
    trainingFolder: join(home, 'training'),
    retentionDays: 30,
    clock,
  };
  const resources = [
    { provide: DATABASE, useValue: database },
    { provide: REGISTRY, useValue: registry },
    { provide: LOGGER, useValue: logger },
    { provide: METRICS, useValue: createMetrics() },
    { provide: HealthChecks, useValue: new HealthChecks() },
  ];
  const root: DynamicModule = {
    module: PlayedModule,
    imports: [DriftMonitorModule.with(options)],
    global: true,
    providers: resources,
    exports: resources,
  };
  const nest = await NestFactory.createApplicationContext(root, { logger: ['error', 'warn'], abortOnError: false });
  const timer = nest.get(EvaluationTimer);
  const loop = nest.get(LoopRunner);
  const workers = [timer, loop, nest.get(TrainingRunner)];
  const commit = async ({ write, committed }: Effects) => {
    await database.transaction(async (sql) => write?.(sql));
    committed?.();
    await settle(workers);
  };
  return {
    database,
    registry,
    observe: async (events) => commit(await nest.get(TicketClassifiedHandler).observe(events)),
    label: async (events) => commit(await nest.get(TicketLabelledHandler).keep(events)),
    async hoursPassed() {
      timer.hoursPassed();
      await settle(workers);
    },
    async wake() {
      loop.wake(spec.name);
      await settle(workers);
    },
    async close() {
      await nest.close();
      await database.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** One's work may be another's beginning, so it is over when all have ended and none has begun anything since. */
async function settle(workers: readonly { readonly work: Promise<void> }[]): Promise<void> {
  for (;;) {
    const works = workers.map(({ work }) => work);
    await Promise.all(works);
    if (workers.every(({ work }, at) => work === works[at])) return;
  }
}
