import { queueWarning } from '@driftdesk/contracts';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { RAG_OPTIONS, type RagOptions } from '../options.js';

/** What is odd about a document that is taken all the same. */
@Injectable()
export class DocumentWarnings {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(RAG_OPTIONS) private readonly options: RagOptions,
  ) {}

  async of({ queue }: { readonly queue?: string | undefined }): Promise<string[]> {
    if (queue === undefined) return [];
    const heads = await this.registry.labels(this.options.triageModel);
    const queues = heads.find(({ name }) => name === 'queue')?.labels ?? [];
    const warning = queueWarning(
      queue,
      queues.map(({ label }) => label),
    );
    return warning === undefined ? [] : [warning];
  }
}
