import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Author, cardSchema, type HeadSpec, type ModelReference, type ModelSpec } from '@driftdesk/contracts';
import type { Database, PrismaTransaction } from '@driftdesk/database';
import { versionDigest } from '@driftdesk/inference';
import {
  type Alias,
  lockAliases,
  type Promotion,
  type PromotionOptions,
  promoteVersion,
  registryChannel,
  rollBack,
  setAlias,
} from './aliases.js';
import type { ArtefactStore } from './artefact-store.js';
import { copyVersions } from './copy-versions.js';
import { type AliasChange, type HistoryPage, readHistory } from './history.js';
import { insertLabel, readLabels, type RegisteredHead, type RegisteredLabel, seedLabels } from './labels.js';
import { forgetOldVersions, removeFiles } from './prune.js';
import { rejectVersion } from './reject.js';
import { type ListedVersion, type RegisteredVersion, toVersion } from './registered-version.js';
import { reportServing, servesSince, withdrawServing } from './serving.js';
import { signEarlier, signNew } from './sign-versions.js';
import type { SigningKey } from './signing-key.js';
import { watchRegistry } from './watch.js';

/** Token of the process's registry. */
export const REGISTRY = Symbol('Registry');

export interface RegistryOptions {
  /** Signs what is registered. A process that only serves has none, and can register nothing. */
  readonly signingKey?: SigningKey;
  /** Newest versions of a model that stay when another one is registered. */
  readonly versionsKept?: number;
}

/** Versions, aliases and their history; the labels that heads may learn. The `champion` alias is the only truth about what serves. */
export class Registry {
  private readonly signingKey: SigningKey | undefined;
  private readonly versionsKept: number;

  constructor(
    private readonly database: Database,
    private readonly artefacts: ArtefactStore,
    { signingKey, versionsKept = 20 }: RegistryOptions = {},
  ) {
    this.signingKey = signingKey;
    this.versionsKept = versionsKept;
  }

  /**
   * Takes a version folder into the store, signs it, and forgets versions that are too many. Registering the same content
   * again changes nothing, unless it was not signed with the present key.
   */
  async register(folder: string): Promise<ModelReference> {
    const signingKey = this.requireKey();
    const card = cardSchema.parse(JSON.parse(await readFile(join(folder, 'card.json'), 'utf8')));
    const reference = { name: card.name, version: basename(folder), digest: await versionDigest(folder) };
    // Before anything is saved: the same version may have been forgotten, and its files not yet be gone.
    await removeFiles(this.database, this.artefacts);
    await this.artefacts.save(reference, folder);
    await signNew(this.database, reference, card, signingKey);
    await forgetOldVersions(this.database, card.name, { kept: this.versionsKept, registered: reference.version });
    await removeFiles(this.database, this.artefacts);
    return reference;
  }

  /**
   * Makes a version the champion and the champion before it `previous`; every watcher hears of it, and an event tells who
   * did it. One that is the champion already stays so. @throws PromotionRefused
   */
  promote(
    name: string,
    version: string,
    reason: string,
    author: Author,
    options: PromotionOptions = {},
  ): Promise<Promotion> {
    return this.change((tx) => promoteVersion(tx, name, version, { reason, author }, options));
  }

  /** Makes `previous` the champion again, as `promote` does: the version it replaces is `previous` then. @throws PromotionRefused */
  rollback(name: string, reason: string, author: Author, options: PromotionOptions = {}): Promise<Promotion> {
    return this.change((tx) => rollBack(tx, name, { reason, author }, options));
  }

  /** Makes a version the candidate: trained, and waiting to be promoted. */
  async nominate(name: string, version: string, reason: string, author: Author): Promise<void> {
    await this.change(async (tx) => {
      await lockAliases(tx, name);
      await setAlias(tx, name, 'candidate', version, { reason, author });
    });
  }

  /** Notes why a version must never be promoted; it is no candidate any more. A champion serves on. */
  async reject(name: string, version: string, reasons: readonly string[]): Promise<void> {
    await this.change((tx) => rejectVersion(tx, name, version, reasons));
  }

  /** What the aliases of a model pointed at, when and why; newest first. */
  history(name: string, page: HistoryPage): Promise<AliasChange[]> {
    return readHistory(this.database, name, page);
  }

  /** A folder on this machine with a version's files, for reading only. @throws VersionCorrupt when they are damaged or gone */
  fetch(version: ModelReference): Promise<string> {
    return this.artefacts.fetch(version);
  }

  /** Signs the versions from before there were signatures, each once its files are whole. @returns those signed now */
  signEarlier(): Promise<ModelReference[]> {
    return signEarlier(this.database, this.artefacts, this.requireKey());
  }

  /** Takes versions over from another store where this registry's own lacks them; damaged ones stay behind. */
  adopt(from: ArtefactStore): Promise<void> {
    return copyVersions(this.database, from, this.artefacts);
  }

  /** Removes what registrations that a killed process broke off left. Nobody may be registering meanwhile. */
  async removePartial(): Promise<void> {
    await this.artefacts.removePartial();
    await removeFiles(this.database, this.artefacts);
  }

  /** The version behind an alias, or nothing. */
  async resolve(name: string, alias: Alias): Promise<RegisteredVersion | undefined> {
    const row = await this.database.prisma.modelAlias.findUnique({
      where: { name_alias: { name, alias } },
      include: { modelVersion: true },
    });
    return row === null ? undefined : toVersion(row.modelVersion);
  }

  async find(name: string, version: string): Promise<RegisteredVersion | undefined> {
    const row = await this.database.prisma.modelVersion.findUnique({ where: { name_version: { name, version } } });
    return row === null ? undefined : toVersion(row);
  }

  /** Versions of a model with their aliases, newest first. */
  async list(name: string): Promise<ListedVersion[]> {
    const rows = await this.database.prisma.modelVersion.findMany({
      where: { name },
      include: { aliases: true },
      orderBy: [{ createdAt: 'desc' }, { version: 'asc' }],
    });
    return rows.map((row) => ({ ...toVersion(row), aliases: row.aliases.map(({ alias }) => alias).sort() }));
  }

  /** Names of the models that have a version. */
  async names(): Promise<string[]> {
    const rows = await this.database.prisma.modelVersion.findMany({ distinct: ['name'], orderBy: { name: 'asc' } });
    return rows.map(({ name }) => name);
  }

  /** Registers the labels of a model's spec that are not registered yet; added ones stay. */
  seedLabels(model: string, heads: readonly HeadSpec[]): Promise<void> {
    return seedLabels(this.database, model, heads);
  }

  /** The registered labels of a model by head; no heads when the model is not known. */
  labels(model: string): Promise<RegisteredHead[]> {
    return readLabels(this.database, model);
  }

  /** Registers one more label. @throws LabelRefused when the head is not known or has it, in whatever spelling */
  addLabel(model: string, head: string, label: string, author: Author): Promise<RegisteredLabel> {
    return insertLabel(this.database, model, head, label, author);
  }

  /** A spec whose heads have the labels that are registered now: what a training is asked for. */
  async withLabels(spec: ModelSpec): Promise<ModelSpec> {
    const labelsOf = new Map((await this.labels(spec.name)).map(({ name, labels }) => [name, labels]));
    const heads = spec.heads.map((head) => ({
      ...head,
      labels: labelsOf.get(head.name)?.map(({ label }) => label) ?? head.labels,
    }));
    return { ...spec, heads };
  }

  /**
   * Says that a process (`instance`: a name that no other process ever has) serves a version; to be repeated every
   * `repeatServingMs`, or the process counts as gone.
   */
  reportServing(instance: string, reference: ModelReference): Promise<void> {
    return reportServing(this.database, registryChannel, instance, reference);
  }

  /** Says that a process serves nothing any more. */
  withdrawServing(instance: string): Promise<void> {
    return withdrawServing(this.database, registryChannel, instance);
  }

  /** Since when every process that serves the model serves this version; nothing while one does not. */
  servesSince(reference: Pick<ModelReference, 'name' | 'version'>): Promise<Date | undefined> {
    return servesSince(this.database, reference);
  }

  /**
   * Calls `onChange` with a model's name after each promotion, and when a process serves another version, wherever that
   * was: mostly at once, always within 15 s, sometimes twice. Returns how to stop.
   */
  watch(onChange: (name: string) => void): Promise<() => Promise<void>> {
    return watchRegistry(this.database, registryChannel, onChange);
  }

  private change<Result>(work: (tx: PrismaTransaction) => Promise<Result>): Promise<Result> {
    return this.database.prisma.$transaction(work);
  }

  private requireKey(): SigningKey {
    if (this.signingKey !== undefined) return this.signingKey;
    throw new Error('This process has no key to sign models with, so it cannot register any.');
  }
}
