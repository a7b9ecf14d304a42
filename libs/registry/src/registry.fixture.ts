import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import type { Card, ModelReference } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import type { Alias } from './aliases.js';
import type { ArtefactStore } from './artefact-store.js';
import { createFolderStore } from './folder-store.js';
import { Registry, type RegistryOptions } from './registry.js';
import { createSigningKey, type SigningKey } from './signing-key.js';
import { temporaryFolder, writeFolder } from './version.fixture.js';

export const author = { id: 'ada', role: 'admin' } as const;

/** A registry of its own for each test of a file, over one store. */
export class RegistryUnderTest {
  database!: Database;
  /** For whatever a test writes. */
  folder!: string;
  key!: SigningKey;
  artefacts!: ArtefactStore;
  registry!: Registry;

  constructor(options: RegistryOptions = {}) {
    beforeAll(async () => void (this.database = await openPglite()));
    afterAll(() => this.database.close());
    beforeEach(async () => {
      this.folder = await temporaryFolder();
      this.key = await createSigningKey(join(this.folder, 'key.pem'));
      this.artefacts = createFolderStore(join(this.folder, 'models'));
      this.registry = new Registry(this.database, this.artefacts, { signingKey: this.key, ...options });
    });
    afterEach(async () => {
      const { prisma } = this.database;
      await prisma.modelAlias.deleteMany();
      await prisma.modelVersion.deleteMany();
      await prisma.aliasChange.deleteMany();
      await prisma.removedVersion.deleteMany();
      await rm(this.folder, { recursive: true });
    });
  }

  /** Registers a version of that name. */
  async add(version: string, changes: Partial<Card> = {}): Promise<ModelReference> {
    return this.registry.register(await writeFolder(this.folder, version, changes));
  }

  async served(alias: Alias): Promise<string | undefined> {
    return (await this.registry.resolve('fixture', alias))?.reference.version;
  }

  /** Champion, previous, candidate. */
  aliases(): Promise<(string | undefined)[]> {
    return Promise.all((['champion', 'previous', 'candidate'] as const).map((alias) => this.served(alias)));
  }
}
