import { hostname } from 'node:os';
import type { HealthCheck, ModelReference } from '@driftdesk/contracts';
import { type LoadedVersion, openVersion } from '@driftdesk/inference';
import { HealthChecks, HttpProblem, LOGGER, type Logger } from '@driftdesk/platform';
import { checkSignature, REGISTRY, type RegisteredVersion, type Registry } from '@driftdesk/registry';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CLASSIFIER_OPTIONS, type ClassifierOptions } from './options.js';

/** A model as this process serves it. */
export interface ServedModel {
  readonly loaded: LoadedVersion;
  readonly reference: ModelReference;
}

/**
 * Holds each model's champion. A promotion is checked (signature, digest, golden rows) and loaded beside the version that
 * serves, then takes its place; the old one is released when its last prediction is out. A version that must not serve
 * changes nothing.
 */
@Injectable()
export class ModelServer implements OnModuleInit, OnApplicationShutdown {
  private readonly models = new Map<string, ServedModel>();
  private readonly problems = new Map<string, string>();
  private loading: Promise<void> = Promise.resolve();
  private unwatch: (() => Promise<void>) | undefined;

  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CLASSIFIER_OPTIONS) private readonly options: ClassifierOptions,
    private readonly health: HealthChecks,
  ) {}

  async onModuleInit(): Promise<void> {
    this.unwatch = await this.registry.watch((name) => void this.refresh(name));
    for (const name of await this.registry.names()) await this.refresh(name);
    this.health.register('models', () => this.check());
  }

  /** After the last batch and the last request: they still predict while the process ends. */
  async onApplicationShutdown(): Promise<void> {
    await this.unwatch?.();
    await this.loading;
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
    return this.problems.get(name);
  }

  /** Brings what serves in line with the registry; one load at a time. */
  refresh(name: string): Promise<void> {
    this.loading = this.loading.then(() => this.load(name));
    return this.loading;
  }

  private async load(name: string): Promise<void> {
    try {
      const champion = await this.registry.resolve(name, 'champion');
      if (champion === undefined) return;
      const failure = await this.tryServe(champion);
      if (failure === undefined) return void this.problems.delete(name);
      const sentence = `Version ${champion.reference.version} of ${name} cannot serve: ${failure}`;
      this.problems.set(name, sentence);
      this.logger.error({ model: name, version: champion.reference.version }, sentence);
      if (!this.models.has(name)) await this.fallBack(name, champion.reference.version);
    } catch (error) {
      this.logger.error({ err: error, model: name }, 'the registry could not be read');
    }
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
      this.logger.info(
        { model: name, version: version.reference.version, trainedOn: loaded.card.trainedOn },
        'model serves',
      );
      await this.registry.reportServing(hostname(), version.reference);
      await old?.loaded.release();
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  private check(): HealthCheck {
    if (this.problems.size > 0) return { status: 'degraded', detail: [...this.problems.values()].join(' ') };
    if (this.models.size === 0) return { status: 'degraded', detail: 'No model is loaded: tickets wait until one is.' };
    return { status: 'up', detail: [...this.models.values()].map(({ reference }) => describe(reference)).join(', ') };
  }
}

const describe = ({ name, version }: ModelReference) => `${name} ${version}`;
