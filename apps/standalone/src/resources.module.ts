import { DATABASE, type Database } from '@driftdesk/database';
import { ACCOUNTS, type Accounts } from '@driftdesk/governance';
import { EMBEDDER, type Embedder } from '@driftdesk/embeddings';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { StoreHealth } from './store-health.js';

export interface Resources {
  readonly database: Database;
  readonly embedder: Embedder;
  readonly registry: Registry;
  readonly accounts: Accounts;
}

/** The store, the embedder, the registry and the accounts that every module of the process shares. */
@Global()
@Module({})
export class ResourcesModule {
  static with({ database, embedder, registry, accounts }: Resources): DynamicModule {
    return {
      module: ResourcesModule,
      providers: [
        { provide: DATABASE, useValue: database },
        { provide: EMBEDDER, useValue: embedder },
        { provide: REGISTRY, useValue: registry },
        { provide: ACCOUNTS, useValue: accounts },
        StoreHealth,
      ],
      exports: [DATABASE, EMBEDDER, REGISTRY, ACCOUNTS],
    };
  }
}
