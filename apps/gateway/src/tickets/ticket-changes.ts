import { DATABASE, type Database } from '@driftdesk/database';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ticketsChannel } from './ticket-changes-channel.js';

/** Tells who waits for a ticket that its read model changed, whichever process changed it. */
@Injectable()
export class TicketChanges implements OnModuleInit, OnModuleDestroy {
  private readonly watchers = new Map<string, Set<() => void>>();
  private unlisten: (() => Promise<void>) | undefined;

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async onModuleInit(): Promise<void> {
    this.unlisten = await this.database.listen(ticketsChannel, (ids) => {
      for (const id of ids.split(',')) for (const notify of this.watchers.get(id) ?? []) notify();
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.unlisten?.();
  }

  /** Calls `onChange` after each change of a ticket; returns how to stop. */
  watch(id: string, onChange: () => void): () => void {
    const watchers = this.watchers.get(id) ?? new Set();
    this.watchers.set(id, watchers.add(onChange));
    return () => {
      watchers.delete(onChange);
      if (watchers.size === 0) this.watchers.delete(id);
    };
  }
}
