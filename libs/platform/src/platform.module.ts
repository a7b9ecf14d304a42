import { type DynamicModule, Global, Module } from '@nestjs/common';
import { HealthChecks } from './health.js';
import { HealthController } from './http/health.controller.js';
import { OwnRoutes } from './http/own-routes.js';
import { LOGGER, type Logger } from './logger.js';
import { METRICS, type Metrics } from './metrics.js';

/** What every module of a process may inject: logger, metrics, health. */
@Global()
@Module({})
export class PlatformModule {
  static with(logger: Logger, metrics: Metrics): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [HealthController],
      providers: [
        { provide: LOGGER, useValue: logger },
        { provide: METRICS, useValue: metrics },
        HealthChecks,
        OwnRoutes,
      ],
      exports: [LOGGER, METRICS, HealthChecks, OwnRoutes],
    };
  }
}
