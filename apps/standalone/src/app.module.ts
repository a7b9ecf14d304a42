import { join, resolve } from 'node:path';
import { type Embedder, prepareEmbeddingModel, startEmbedder } from '@driftdesk/embeddings';
import { openAccessKey, openAuditKey } from '@driftdesk/governance';
import { DatabaseTransport, defaultRetryPolicy } from '@driftdesk/messaging';
import {
  type AppDefinition,
  createMessagingObserver,
  type Logger,
  type OpenedApp,
  StartRefused,
} from '@driftdesk/platform';
import { type StandaloneEnvironment, standaloneEnvironment } from './environment.js';
import { findModelPackages } from './first-start/model-packages.js';
import { createProgress, type Progress, stepOnFirst } from './first-start/progress.js';
import type { DemoState } from './first-start/provide-demo-data.js';
import { lockHome } from './home/home-lock.js';
import { openStore } from './home/open-store.js';
import { keepPrivate } from './home/private-home.js';
import { startHousekeeping } from './housekeeping.js';
import { openAccessControl } from './open-access-control.js';
import { openRegistry, readOwnKey } from './open-registry.js';
import { type Resources, ResourcesModule } from './resources.module.js';

/** Every module in one process on PGlite: the embedded default. */
export const standalone: AppDefinition<StandaloneEnvironment> = {
  name: 'standalone',
  environment: standaloneEnvironment,
  async open(environment, { logger, metrics }): Promise<OpenedApp> {
    const home = resolve(environment.DRIFTDESK_HOME);
    const closed = await keepPrivate(home);
    if (closed !== undefined) logger.warn({ home }, closed);
    const unlock = await lockHome(home);
    const ownKey = await readOwnKey(home, environment);
    const accessKey = environment.ACCESS_CONTROL === 'on' ? await openAccessKey(home, environment) : undefined;
    const progress = createProgress(process.stderr);
    const packages = await findModelPackages();
    const embeddingModel = await locateEmbeddingModel(environment, home, progress);
    const opening = openResources(environment, home, embeddingModel, logger);
    // Loaded while the store and the workers start on other threads: a restart is a second shorter.
    const [{ provideDemoData, serviceModules }, { database, embedder }] = await Promise.all([
      import('./service-modules.js'),
      opening,
    ]);
    const { registry, signingKey } = await openRegistry(database, home, environment, ownKey);
    const auditKey = await openAuditKey(database, home, environment.AUDIT_SIGNING_KEY_FILE);
    const { access, accounts, announce } = await openAccessControl(database, home, environment, accessKey);
    const resources = { database, embedder, registry, accounts };
    for (const { spec } of packages) await registry.seedLabels(spec.name, spec.heads);
    const demo = await provideDemoData({ environment, home, embeddingModel, packages, resources, progress });
    progress.finish();
    const stopHousekeeping = startHousekeeping(database, environment.RETENTION_DAYS, logger);
    return {
      modules: [
        ResourcesModule.with(resources),
        ...serviceModules(environment, packages, { home, embeddingModel, signingKey, auditKey }),
      ],
      transport: new DatabaseTransport({
        database,
        retryPolicy: defaultRetryPolicy,
        observer: createMessagingObserver(logger, metrics),
      }),
      access,
      ready: embedderReady(embedder, environment),
      greeting: (url) => {
        announce(logger);
        greet(url, home, demo, logger);
      },
      async close() {
        stopHousekeeping();
        await embedder.close();
        await database.close();
        await unlock();
      },
    };
  },
};

async function locateEmbeddingModel(
  environment: StandaloneEnvironment,
  home: string,
  progress: Progress,
): Promise<string> {
  if (environment.EMBEDDING_MODEL !== undefined) return resolve(environment.EMBEDDING_MODEL);
  const directory = join(home, 'embedding-model');
  await prepareEmbeddingModel({ directory, onProgress: stepOnFirst(progress, 'Converting the embedding model') });
  return directory;
}

/** Both are opened side by side; when one cannot be, the other is closed before that is said. */
async function openResources(
  environment: StandaloneEnvironment,
  home: string,
  embeddingModel: string,
  logger: Logger,
): Promise<Pick<Resources, 'database' | 'embedder'>> {
  const [store, model] = await Promise.allSettled([
    openStore(home, environment.DISK_RESERVE_MB, logger),
    startEmbedder({ directory: embeddingModel, threads: environment.EMBEDDING_THREADS }),
  ]);
  if (store.status === 'fulfilled' && model.status === 'fulfilled') {
    return { database: store.value, embedder: model.value };
  }
  if (store.status === 'fulfilled') await store.value.close();
  if (model.status === 'fulfilled') await model.value.close();
  if (store.status === 'rejected') throw store.reason;
  throw embeddingModelRefused((model as PromiseRejectedResult).reason as Error, environment);
}

async function embedderReady({ ready }: Embedder, environment: StandaloneEnvironment): Promise<void> {
  await ready.catch((error: Error) => {
    throw embeddingModelRefused(error, environment);
  });
}

// A model that the user named is the user's to mend; the bundled one should load.
function embeddingModelRefused(error: Error, { EMBEDDING_MODEL }: StandaloneEnvironment): Error {
  return EMBEDDING_MODEL === undefined ? error : new StartRefused(`EMBEDDING_MODEL cannot be used. ${error.message}`);
}

function greet(url: string, home: string, demo: DemoState, logger: Logger): void {
  logger.info({ url, home, ...demo }, 'ready');
  const trained = demo.trainedOnDemo ? '\nThe model is trained on demo data until real labels come.' : '';
  process.stderr.write(`Driftdesk is ready at ${url} (API: ${url}/docs). State: ${home}.${trained}\nCtrl-C ends it.\n`);
}
