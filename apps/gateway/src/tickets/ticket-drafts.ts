import {
  draftSchema,
  draftsChannel,
  draftWatchersChannel,
  draftWatchersEveryMs,
  type TicketDraft,
} from '@driftdesk/contracts';
import { DATABASE, type Database, notify } from '@driftdesk/database';
import { LOGGER, type Logger } from '@driftdesk/platform';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';

type Watcher = (draft: TicketDraft) => void;

/** Ids that fit into one NOTIFY: 37 bytes each, of less than 8,000. */
const idsInOneMessage = 200;

/**
 * Passes on the drafts of watched tickets. Who writes them is told which tickets are watched, at once and again every
 * while, in case it was not there to hear it; a draft that is missed is no loss, the outcome follows.
 */
@Injectable()
export class TicketDrafts implements OnModuleInit, OnModuleDestroy {
  private readonly watchers = new Map<string, Set<Watcher>>();
  private unlisten: (() => Promise<void>) | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    this.unlisten = await this.database.listen(draftsChannel, (payload) => this.pass(payload));
    this.timer = setInterval(() => this.name([...this.watchers.keys()]), draftWatchersEveryMs);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.unlisten?.();
  }

  /** Calls `onDraft` while the ticket's answer is written; returns how to stop. */
  watch(ticketId: string, onDraft: Watcher): () => void {
    const watchers = this.watchers.get(ticketId) ?? new Set();
    this.watchers.set(ticketId, watchers.add(onDraft));
    this.name([ticketId]);
    return () => {
      watchers.delete(onDraft);
      if (watchers.size === 0 && this.watchers.get(ticketId) === watchers) this.watchers.delete(ticketId);
    };
  }

  private pass(payload: string): void {
    const { data: draft } = draftSchema.safeParse(JSON.parse(payload));
    // A newer llm-response may say it in other words: then its drafts are not shown here.
    if (draft === undefined) return;
    for (const tell of this.watchers.get(draft.ticketId) ?? []) tell(draft);
  }

  private name(ticketIds: readonly string[]): void {
    for (let at = 0; at < ticketIds.length; at += idsInOneMessage) {
      const ids = ticketIds.slice(at, at + idsInOneMessage).join(',');
      notify(this.database.sql, draftWatchersChannel, ids).catch((error: unknown) => {
        this.logger.debug({ err: error }, 'the watched tickets could not be named');
      });
    }
  }
}
