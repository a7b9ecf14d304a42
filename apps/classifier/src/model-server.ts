import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { HealthCheck, ModelReference } from '@driftdesk/contracts';
import { type LoadedVersion, openVersion } from '@driftdesk/inference';
import { HealthChecks, HttpProblem, LOGGER, type Logger } from '@driftdesk/platform';
import { checkSignature, REGISTRY, type RegisteredVersion, type Registry, repeatServingMs } from '@driftdesk/registry';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CLASSIFIER_OPTIONS, type ClassifierOptions } from './options.js';

/** A model as this process serves it. */
export interface ServedModel {
  readonly loaded: LoadedVersion;
  readonly reference: ModelReference;
}

/** A version that could not be opened is tried again after as long as it has failed until then, five minutes at most. */
const longestWaitMs = 300_000;

/** Why a model's champion does not serve; `again`: when it is tried again, by the process's monotonic clock. */
interface Problem {
  readonly sentence: string;
  readonly since: number;
  readonly again: number;
}

/**
 * Holds each model's champion. A promotion is checked (signature, digest, golden rows) and loaded beside the version that
 * serves, then takes its place; the old one is released when its last prediction is out. A version that must not serve
 * changes nothing. The registry is told what serves, and asked what should, again and again: whatever failed is made up for.
 */
@Injectable()
export class ModelServer implements OnModuleInit, OnApplicationShutdown {
  /** No other process ever has this name, also where hosts are recreated under an old one. */
  private readonly instance = `${hostname()} ${randomUUID()}`;
  private readonly models = new Map<string, ServedModel>();
  private readonly problems = new Map<string, Problem>();
  /** Why the registry does not know what serves a model, or could not say what should. */
  private readonly unknown = new Map<string, string>();
  private loading: Promise<void> = Promise.resolve();
  private unwatch: (() => Promise<void>) | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CLASSIFIER_OPTIONS) private readonly options: ClassifierOptions,
    private readonly health: HealthChecks,
  ) {}

  async onModuleInit(): Promise<void> {
    this.unwatch = await this.registry.watch((name) => void this.refresh(name));
    for (const name of await this.registry.names()) await this.refresh(name);
    this.timer = setInterval(() => void this.repeat(), repeatServingMs);
    this.timer.unref();
    this.health.register('models', () => this.check());
  }

  /** After the last batch and the last request: they still predict while the process ends. */
  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.unwatch?.();
    await this.loading;
    await this.registry.withdrawServing(this.instance).catch((error: unknown) => {
      this.logger.warn(
        { err: error },
        'the registry was not told that this process ends; it will see that it is silent',
      );
    });
    for (const { loaded } of this.models.values()) await loaded.release();
  }

  /** What serves a model now, or nothing. */
  get(name: string): ServedModel | undefined {
    return this.models.get(name);
  }

  /** What serves a model now. @throws HttpProblem 503 when nothing does */
  require(name: string): ServedModel {
    const served = this.models.get(name);
    if (served !== undefined) return served;
    throw new HttpProblem(503, 'model_not_loaded', `No version of ${name} is loaded. See /v1/models/${name}.`);
  }

  /** Why a model's champion does not serve, or nothing. */
  problemOf(name: string): string | undefined {
    return this.problems.get(name)?.sentence;
  }

  /** Brings what serves in line with the registry; one load at a time. */
  refresh(name: string): Promise<void> {
    this.loading = this.loading.then(() => this.load(name));
    return this.loading;
  }

  /** Makes up for what failed, and says that this process is still there. */
  async repeat(): Promise<void> {
    try {
      for (const name of await this.registry.names()) {
        if (performance.now() >= (this.problems.get(name)?.again ?? 0)) await this.refresh(name);
      }
    } catch (error) {
      this.logger.error({ err: error }, 'the registry could not be read; it is read again');
    }
  }

  private async load(name: string): Promise<void> {
    try {
      const champion = await this.registry.resolve(name, 'champion');
      if (champion === undefined) return;
      await this.serveChampion(champion);
      this.unknown.delete(name);
    } catch (error) {
      this.unknown.set(name, `The registry of ${name} could not be read: ${(error as Error).message}`);
      this.logger.error({ err: error, model: name }, 'the registry could not be read; it is read again');
    }
    await this.report(name);
  }

  private async serveChampion(champion: RegisteredVersion): Promise<void> {
    const { name, version } = champion.reference;
    const failure = await this.tryServe(champion);
    if (failure === undefined) return void this.problems.delete(name);
    const sentence = `Version ${version} of ${name} cannot serve: ${failure}`;
    const [now, before] = [performance.now(), this.problems.get(name)];
    const since = before?.sentence === sentence ? before.since : now;
    const again = now + Math.min(Math.max(now - since, repeatServingMs), longestWaitMs);
    this.problems.set(name, { sentence, since, again });
    if (before?.sentence !== sentence) this.logger.error({ model: name, version }, sentence);
    if (!this.models.has(name)) await this.fallBack(name, version);
  }

  // After a restart nothing is loaded that could serve on: the newest version that is whole, and was not rejected, does.
  private async fallBack(name: string, broken: string): Promise<void> {
    const previous = await this.registry.resolve(name, 'previous');
    const others = await this.registry.list(name);
    for (const version of previous === undefined ? others : [previous, ...others]) {
      if (version.reference.version === broken || version.rejection !== undefined) continue;
      if ((await this.tryServe(version)) === undefined) return;
    }
  }

  /** @returns why it cannot serve, or nothing when it does */
  private async tryServe(version: RegisteredVersion): Promise<string | undefined> {
    const { name, digest } = version.reference;
    const old = this.models.get(name);
    if (old?.reference.digest === digest) return undefined;
    try {
      checkSignature(version, this.options.trustedKeys);
      const loaded = await openVersion(await this.registry.fetch(version.reference), digest);
      this.models.set(name, { loaded, reference: version.reference });
      const { trainedOn } = loaded.card;
      this.logger.info({ model: name, version: version.reference.version, trainedOn }, 'model serves');
    } catch (error) {
      return (error as Error).message;
    }
    await old?.loaded.release().catch((error: unknown) => {
      this.logger.error({ err: error, model: name }, 'the version that served before could not be released');
    });
    return undefined;
  }

  /** Tells the registry what serves. What it does not take changes nothing here: it is told again. */
  private async report(name: string): Promise<void> {
    const reference = this.models.get(name)?.reference;
    if (reference === undefined) return;
    try {
      await this.registry.reportServing(this.instance, reference);
    } catch (error) {
      const why = `${describe(reference)} serves, but the registry could not be told: ${(error as Error).message}`;
      this.unknown.set(name, why);
      this.logger.error({ err: error, model: name }, 'the registry could not be told what serves; it is told again');
    }
  }

  private check(): HealthCheck {
    const problems = [...[...this.problems.values()].map(({ sentence }) => sentence), ...this.unknown.values()];
    if (problems.length > 0) return { status: 'degraded', detail: problems.join(' ') };
    if (this.models.size === 0) return { status: 'degraded', detail: 'No model is loaded: tickets wait until one is.' };
    return { status: 'up', detail: [...this.models.values()].map(({ reference }) => describe(reference)).join(', ') };
  }
}

const describe = ({ name, version }: ModelReference) => `${name} ${version}`;
