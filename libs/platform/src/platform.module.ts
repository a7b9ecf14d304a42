import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ACCESS_CONTROL, type AccessControl } from './access/access-control.js';
import { CallerChecks } from './access/caller-checks.js';
import { HealthChecks } from './health.js';
import { HealthController } from './http/health.controller.js';
import { OwnRoutes } from './http/own-routes.js';
import { LOGGER, type Logger } from './logger.js';
import { METRICS, type Metrics } from './metrics.js';

/** What every module of a process may inject: logger, metrics, access control, health. */
@Global()
@Module({})
export class PlatformModule {
  static with(logger: Logger, metrics: Metrics, access: AccessControl): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [HealthController],
      providers: [
        { provide: LOGGER, useValue: logger },
        { provide: METRICS, useValue: metrics },
        { provide: ACCESS_CONTROL, useValue: access },
        CallerChecks,
        HealthChecks,
        OwnRoutes,
      ],
      exports: [LOGGER, METRICS, ACCESS_CONTROL, CallerChecks, HealthChecks, OwnRoutes],
    };
  }
}
