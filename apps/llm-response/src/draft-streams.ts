import { setTimeout as pause } from 'node:timers/promises';
import { draftsChannel, draftWatchersChannel, draftWatchersEveryMs, type TicketDraft } from '@driftdesk/contracts';
import { DATABASE, type Database, notify } from '@driftdesk/database';
import { LOGGER, type Logger } from '@driftdesk/platform';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/** Shortest time between two messages about one draft. */
const everyMs = 100;
/** PostgreSQL refuses payloads of 8,000 bytes and more. A longer draft is not told on; its ticket soon is. */
const longestPayload = 7_999;
/** Most watched tickets that are remembered. */
const mostWatched = 10_000;

/** A draft while it is written. */
export interface DraftStream {
  /** There is more text. */
  readonly onText: (provider: string, text: string) => void;
  /** Resolves when nothing more will be told. */
  end(): Promise<void>;
}

/**
 * Tells who watches a ticket how its draft grows, in whatever process they are: by NOTIFY, which stores nothing. The
 * gateway names the watched tickets; about any other, not a statement is run.
 */
@Injectable()
export class DraftStreams implements OnModuleInit, OnModuleDestroy {
  private readonly watched = new LRUCache<string, true>({ max: mostWatched, ttl: 3 * draftWatchersEveryMs });
  private readonly open = new Map<string, () => void>();
  private unlisten: (() => Promise<void>) | undefined;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    this.unlisten = await this.database.listen(draftWatchersChannel, (ids) => {
      for (const id of ids.split(',')) {
        this.watched.set(id, true);
        this.open.get(id)?.();
      }
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.unlisten?.();
  }

  /** Opens the stream of a ticket's draft; it must be ended before the outcome is published, which has the last word. */
  begin(ticketId: string): DraftStream {
    let latest: TicketDraft | undefined;
    let told: TicketDraft | undefined;
    let ended = false;
    let telling = false;
    let sending: Promise<void> | undefined;
    const tell = async () => {
      if (telling) return;
      telling = true;
      while (!ended && latest !== undefined && latest !== told && this.watched.has(ticketId)) {
        told = latest;
        await (sending = this.send(told));
        await pause(everyMs, undefined, { ref: false });
      }
      telling = false;
    };
    const wake = () => void tell();
    this.open.set(ticketId, wake);
    return {
      onText: (provider, text) => {
        latest = { ticketId, provider, text };
        wake();
      },
      end: async () => {
        ended = true;
        if (this.open.get(ticketId) === wake) this.open.delete(ticketId);
        await sending;
      },
    };
  }

  private async send(draft: TicketDraft): Promise<void> {
    const payload = JSON.stringify(draft);
    if (Buffer.byteLength(payload) > longestPayload) return;
    try {
      await notify(this.database.sql, draftsChannel, payload);
    } catch (error) {
      this.logger.debug({ err: error }, 'a draft could not be told on');
    }
  }
}
