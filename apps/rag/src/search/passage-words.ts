import { DATABASE, type Database } from '@driftdesk/database';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { documentsChannel } from '../documents/document-changes-channel.js';
import { readWordCounts } from './word-counts.js';
import { type WordCounts, WordIndex } from './word-index.js';

/** Documents of one statement: embedded PostgreSQL runs on the main thread and must leave it now and then. */
const documentsPerStatement = 32;

/** The words of all passages in memory, as of the last change that the store told of. */
@Injectable()
export class PassageWords implements OnModuleInit, OnModuleDestroy {
  private readonly index = new WordIndex();
  /** Documents whose passages changed since they were read. */
  private readonly stale = new Set<string>();
  private refreshing: Promise<void> | undefined;
  private unlisten: (() => Promise<void>) | undefined;

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async onModuleInit(): Promise<void> {
    this.unlisten = await this.database.listen(documentsChannel, (id) => void this.stale.add(id));
    const documents = await this.database.sql.query<{ id: string }>('SELECT id FROM rag.documents');
    // The first search reads them: a start that waited for it would keep everybody waiting.
    for (const { id } of documents) this.stale.add(id);
  }

  async onModuleDestroy(): Promise<void> {
    await this.unlisten?.();
  }

  /** The index, with every change in it that this process has heard of. */
  async current(): Promise<WordIndex> {
    while (this.stale.size > 0) {
      this.refreshing ??= this.refresh().finally(() => (this.refreshing = undefined));
      await this.refreshing;
    }
    return this.index;
  }

  private async refresh(): Promise<void> {
    const ids = [...this.stale].slice(0, documentsPerStatement);
    // Before they are read: a change that comes meanwhile makes them stale again.
    for (const id of ids) this.stale.delete(id);
    try {
      const passages = await this.read(ids);
      for (const id of ids) this.index.set(id, passages.get(id) ?? []);
    } catch (error) {
      for (const id of ids) this.stale.add(id);
      throw error;
    }
  }

  private async read(documentIds: readonly string[]): Promise<Map<string, WordCounts[]>> {
    const rows = await this.database.sql.query<{ document_id: string; id: string; words: string }>(
      'SELECT document_id, id, words::text FROM rag.passages WHERE document_id = ANY($1::uuid[])',
      documentIds,
    );
    const passages = new Map<string, WordCounts[]>(documentIds.map((id) => [id, []]));
    for (const { document_id: documentId, id, words } of rows)
      passages.get(documentId)?.push({ passageId: id, counts: readWordCounts(words) });
    return passages;
  }
}
