import 'reflect-metadata';
import { storeUnavailable } from '@driftdesk/contracts';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { z } from 'zod';
import type { AccessControl } from './access/access-control.js';
import { refuseOpenNetwork } from './access/refuse-open-network.js';
import { endOnSignal } from './end-on-signal.js';
import { EnvironmentInvalid, type processEnvironment, readEnvironment } from './environment.js';
import { serveDocs } from './http/docs.js';
import { ProblemFilter } from './http/problem-filter.js';
import { explainPort, requirePort } from './http/port.js';
import { proxyRoutes, type Upstream } from './http/proxy-routes.js';
import { createServer } from './http/server.js';
import { createLogger, type Logger } from './logger.js';
import { createMetrics, type Metrics } from './metrics.js';
import { nestLogger } from './nest-logger.js';
import { protectServer } from './limits/protect-server.js';
import { PlatformModule } from './platform.module.js';
import { StartRefused } from './start-refused.js';
import { version } from './version.js';
import { startWatchdog } from './watchdog/start-watchdog.js';

type ProcessEnvironment = z.output<z.ZodObject<typeof processEnvironment>>;

/** What an app opened before it serves, and how to close it. */
export interface OpenedApp {
  readonly modules: readonly (Type | DynamicModule)[];
  readonly transport: CustomTransportStrategy;
  /** How it knows who calls. */
  readonly access: AccessControl;
  /** Apps behind this one, whose routes it forwards; none where every module is in this process. */
  readonly upstreams?: readonly Upstream[] | undefined;
  /** What still loads while the modules are made: nothing is served before. Rejects when it cannot. */
  readonly ready: Promise<unknown>;
  /** Said when the process serves. */
  readonly greeting: (url: string) => void;
  readonly close: () => Promise<void>;
}

export interface AppDefinition<Environment extends ProcessEnvironment> {
  readonly name: string;
  readonly environment: z.ZodType<Environment>;
  readonly open: (environment: Environment, platform: { logger: Logger; metrics: Metrics }) => Promise<OpenedApp>;
}

@Module({})
class RootModule {}

/** The life of a process: environment, resources, HTTP and events, and an orderly end on SIGINT and SIGTERM. */
export async function boot<Environment extends ProcessEnvironment>(app: AppDefinition<Environment>): Promise<void> {
  // Before anything is made: whatever the desk keeps is for its own user.
  process.umask(0o077);
  try {
    const environment = readEnvironment(app.environment, process.env);
    const logger = createLogger(app.name, environment.LOG_LEVEL);
    startWatchdog(app.name, logger);
    await serve(app, environment, logger);
  } catch (error) {
    const expected = error instanceof EnvironmentInvalid || error instanceof StartRefused;
    const sentence = expected ? (error as Error).message : storeUnavailable(error)?.message;
    process.stderr.write(`${sentence ?? (error as Error).stack ?? String(error)}\n`);
    process.exit(1);
  }
}

async function serve<Environment extends ProcessEnvironment>(
  app: AppDefinition<Environment>,
  environment: Environment,
  logger: Logger,
): Promise<void> {
  refuseOpenNetwork(environment);
  await requirePort(environment);
  const onSignal = endOnSignal(logger);
  const metrics = createMetrics();
  const opened = await app.open(environment, { logger, metrics });
  const nest = await createNest(opened, environment, logger, metrics);
  onSignal.close = async () => {
    await nest.close();
    await opened.close();
  };
  await nest.init();
  await opened.ready;
  await listen(nest, environment);
  opened.greeting(await nest.getUrl());
  // Last: events that waited over a restart would keep requests waiting too.
  await nest.startAllMicroservices();
}

async function createNest(
  opened: OpenedApp,
  environment: ProcessEnvironment,
  logger: Logger,
  metrics: Metrics,
): Promise<NestFastifyApplication> {
  const server = createServer(logger, metrics, {
    requestTimeoutMs: environment.REQUEST_TIMEOUT_SECONDS * 1000,
    trustedProxies: environment.TRUSTED_PROXIES,
  });
  await protectServer(server, {
    access: opened.access,
    rates: rateLimits(environment),
    corsOrigins: environment.CORS_ORIGINS,
  });
  await proxyRoutes(server, opened.access, opened.upstreams ?? [], logger);
  serveDocs(server, version);
  const root: DynamicModule = {
    module: RootModule,
    imports: [PlatformModule.with(logger, metrics, opened.access), ...opened.modules],
  };
  const nest = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(server as never), {
    logger: nestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  nest.useGlobalFilters(new ProblemFilter(logger));
  nest.connectMicroservice({ strategy: opened.transport });
  return nest;
}

// An open desk on the loopback is one person's: nothing is gained by slowing him down.
function rateLimits({ ACCESS_CONTROL, RATE_LIMIT_ADDRESS, RATE_LIMIT_CALLER }: ProcessEnvironment) {
  const usual = ACCESS_CONTROL === 'on' ? { perAddress: 3_000, perCaller: 1_200 } : {};
  return {
    perAddress: RATE_LIMIT_ADDRESS ?? usual.perAddress,
    perCaller: RATE_LIMIT_CALLER ?? usual.perCaller,
  };
}

async function listen(nest: NestFastifyApplication, environment: ProcessEnvironment): Promise<void> {
  try {
    await nest.listen(environment.PORT, environment.HOST);
  } catch (error) {
    throw explainPort(error, environment);
  }
}
