import { DATABASE, type Database } from '@driftdesk/database';
import { EMBEDDER, type Embedder } from '@driftdesk/embeddings';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { type DynamicModule, Global, Module } from '@nestjs/common';

export interface Resources {
  readonly database: Database;
  readonly embedder: Embedder;
  readonly registry: Registry;
}

/** The store, the embedder and the registry that every module of the process shares. */
@Global()
@Module({})
export class ResourcesModule {
  static with({ database, embedder, registry }: Resources): DynamicModule {
    return {
      module: ResourcesModule,
      providers: [
        { provide: DATABASE, useValue: database },
        { provide: EMBEDDER, useValue: embedder },
        { provide: REGISTRY, useValue: registry },
      ],
      exports: [DATABASE, EMBEDDER, REGISTRY],
    };
  }
}
