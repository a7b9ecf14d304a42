import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  type Author,
  type Card,
  cardSchema,
  type HeadSpec,
  type ModelReference,
  type ModelSpec,
} from '@driftdesk/contracts';
import { type Database, notify, type PrismaTransaction, sqlOf } from '@driftdesk/database';
import { versionDigest } from '@driftdesk/inference';
import { insertLabel, readLabels, type RegisteredHead, type RegisteredLabel, seedLabels } from './labels.js';
import { reportServing, servesSince } from './serving.js';
import { removePartial, storeVersion, versionDirectory } from './version-store.js';

/** Token of the process's registry. */
export const REGISTRY = Symbol('Registry');

const registryChannel = 'driftdesk_registry';

export type Alias = 'champion' | 'candidate' | 'previous';

/** A registered version: what it is and where its folder stands. */
export interface RegisteredVersion {
  readonly reference: ModelReference;
  readonly card: Card;
  readonly directory: string;
}

/** Versions, aliases and their history; the labels that heads may learn. The `champion` alias is the only truth about what serves. */
export class Registry {
  constructor(
    private readonly database: Database,
    private readonly root: string,
  ) {}

  /** Takes a version folder into the store. Registering the same content again changes nothing. */
  async register(folder: string): Promise<ModelReference> {
    const card = cardSchema.parse(JSON.parse(await readFile(join(folder, 'card.json'), 'utf8')));
    const digest = await versionDigest(folder);
    const reference = { name: card.name, version: basename(folder), digest };
    await storeVersion(this.root, card.name, reference.version, folder);
    await this.database.prisma.modelVersion.upsert({
      where: { name_version: { name: card.name, version: reference.version } },
      create: { ...reference, card, createdAt: new Date(card.createdAt) },
      update: {},
    });
    return reference;
  }

  /** Makes a version the champion and the champion before it `previous`; every watcher hears of it. */
  async promote(
    name: string,
    version: string,
    reason: string,
    author: Author,
    { ifChampion }: { ifChampion?: string } = {},
  ): Promise<void> {
    await this.database.prisma.$transaction(async (tx) => {
      const champion = await tx.modelAlias.findUnique({ where: { name_alias: { name, alias: 'champion' } } });
      if (champion?.version === version) return;
      if (ifChampion !== undefined && champion?.version !== ifChampion) {
        throw new Error(`Version ${champion?.version ?? 'none'} of ${name} serves by now, not ${ifChampion}.`);
      }
      if (champion !== null) await setAlias(tx, name, 'previous', champion.version, reason, author);
      await setAlias(tx, name, 'champion', version, reason, author);
      await tx.modelAlias.deleteMany({ where: { name, alias: 'candidate', version } });
      await notify(sqlOf(tx), registryChannel, name);
    });
  }

  /** Makes a version the candidate: trained, and waiting to be promoted. */
  async nominate(name: string, version: string, reason: string, author: Author): Promise<void> {
    await this.database.prisma.$transaction((tx) => setAlias(tx, name, 'candidate', version, reason, author));
  }

  /** Notes why a version may not serve. */
  async reject(_name: string, _version: string, _reasons: readonly string[]): Promise<void> {
    // replaced by the registry's own record of rejections
  }

  /** Removes what registrations that a killed process broke off left. Nobody may be registering meanwhile. */
  removePartial(): Promise<void> {
    return removePartial(this.root);
  }

  /** The version behind an alias, or nothing. */
  async resolve(name: string, alias: Alias): Promise<RegisteredVersion | undefined> {
    const row = await this.database.prisma.modelAlias.findUnique({
      where: { name_alias: { name, alias } },
      include: { modelVersion: true },
    });
    return row === null ? undefined : this.toVersion(row.modelVersion);
  }

  async find(name: string, version: string): Promise<RegisteredVersion | undefined> {
    const row = await this.database.prisma.modelVersion.findUnique({ where: { name_version: { name, version } } });
    return row === null ? undefined : this.toVersion(row);
  }

  /** Versions of a model with their aliases, newest first. */
  async list(name: string): Promise<(RegisteredVersion & { aliases: string[] })[]> {
    const rows = await this.database.prisma.modelVersion.findMany({
      where: { name },
      include: { aliases: true },
      orderBy: [{ createdAt: 'desc' }, { version: 'asc' }],
    });
    return rows.map((row) => ({ ...this.toVersion(row), aliases: row.aliases.map(({ alias }) => alias).sort() }));
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

  /** Says that a process (`instance`: a name that its successor takes over) serves a version now. */
  reportServing(instance: string, reference: ModelReference): Promise<void> {
    return reportServing(this.database, registryChannel, instance, reference);
  }

  /** Since when every process that serves the model serves this version; nothing while one does not. */
  servesSince(reference: ModelReference): Promise<Date | undefined> {
    return servesSince(this.database, reference);
  }

  /**
   * Calls `onChange` with a model's name after each promotion, and when a process serves another version, wherever that
   * was; returns how to stop.
   */
  watch(onChange: (name: string) => void): Promise<() => Promise<void>> {
    return this.database.listen(registryChannel, onChange);
  }

  private toVersion(row: { name: string; version: string; digest: string; card: unknown }): RegisteredVersion {
    const { name, version, digest } = row;
    const directory = versionDirectory(this.root, name, version);
    return { reference: { name, version, digest }, card: cardSchema.parse(row.card), directory };
  }
}

async function setAlias(
  tx: PrismaTransaction,
  name: string,
  alias: Alias,
  version: string,
  reason: string,
  author: Author,
): Promise<void> {
  const at = new Date();
  await tx.modelAlias.upsert({
    where: { name_alias: { name, alias } },
    create: { name, alias, version, updatedAt: at },
    update: { version, updatedAt: at },
  });
  await tx.aliasChange.create({
    data: { name, alias, version, reason, at, authorId: author.id, authorRole: author.role },
  });
}
