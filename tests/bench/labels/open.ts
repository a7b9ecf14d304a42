import { join } from 'node:path';
import type { Card } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { DriftMonitorModule, type DriftMonitorOptions, loopRules } from '@driftdesk/drift-monitor';
import { driftMonitorEnvironment } from '@driftdesk/drift-monitor/environment';
import { createMetrics, HealthChecks, LOGGER, METRICS } from '@driftdesk/platform';
import { REGISTRY, type RegisteredVersion, type Registry } from '@driftdesk/registry';
import { model as triage } from '@driftdesk/ticket-triage';
import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { pino } from 'pino';
import { z } from 'zod';
import { model, version } from './plant.js';

@Module({})
class LargeModule {}

const { spec } = triage;

/** What serves, as far as a reader asks. */
export const champion = {
  reference: { name: model, version, digest: 'd' },
  card: {
    heads: spec.heads.map((head) => ({ ...head, metrics: { accuracy: 0.9 } })),
  } as unknown as Card,
} as RegisteredVersion;

/** The parts of the product's drift monitor over a store; the loop is off, so nothing begins by itself. */
export async function openParts(database: Database, folder: string): Promise<INestApplicationContext> {
  const registry = {
    resolve: async () => champion,
    find: async () => champion,
    servesSince: async () => undefined,
    watch: async () => async () => undefined,
    removePartial: async () => undefined,
  } as unknown as Registry;
  const options = {
    models: new Map([[model, { spec, demoExamples: () => [] }]]),
    trainer: {},
    rules: { ...loopRules(z.object(driftMonitorEnvironment).parse({})), autonomy: 'off' },
    trainingFolder: join(folder, 'training'),
    retentionDays: 30,
  } as unknown as DriftMonitorOptions;
  const resources = [
    { provide: DATABASE, useValue: database },
    { provide: REGISTRY, useValue: registry },
    { provide: LOGGER, useValue: pino({ level: 'error' }) },
    { provide: METRICS, useValue: createMetrics() },
    { provide: HealthChecks, useValue: new HealthChecks() },
  ];
  const root: DynamicModule = {
    module: LargeModule,
    imports: [DriftMonitorModule.with(options)],
    global: true,
    providers: resources,
    exports: resources,
  };
  return NestFactory.createApplicationContext(root, { logger: ['error', 'warn'], abortOnError: false });
}
