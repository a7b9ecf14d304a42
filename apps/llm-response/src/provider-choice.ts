import { type Author, type LlmProvider, llmProviders } from '@driftdesk/contracts';
import { DATABASE, type Database, notify, sqlOf } from '@driftdesk/database';
import { LOGGER, type Logger } from '@driftdesk/platform';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type ConfiguredProvider, Providers } from './providers.js';

/** NOTIFY channel that tells every replica to read the choice again. */
const choiceChannel = 'driftdesk_llm';

/** Which of the configured providers drafts: an operator's last choice, which outlives restarts, or the environment's. */
@Injectable()
export class ProviderChoice implements OnModuleInit, OnModuleDestroy {
  /** The name that an operator chose last, as it is stored; perhaps one that is not configured any more. */
  private stored: string | null = null;
  private reading: Promise<void> = Promise.resolve();
  private unlisten: (() => Promise<void>) | undefined;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly providers: Providers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    this.unlisten = await this.database.listen(choiceChannel, () => void this.follow());
    await this.read();
  }

  async onModuleDestroy(): Promise<void> {
    await this.unlisten?.();
  }

  /** Who drafts now. */
  get current(): ConfiguredProvider {
    return this.chosen ?? this.providers.default;
  }

  get chosenBy(): 'environment' | 'operator' {
    return this.chosen === undefined ? 'environment' : 'operator';
  }

  /** Why the operator's choice is not what drafts, or nothing. */
  get problem(): string | undefined {
    if (this.stored === null || this.chosen !== undefined) return undefined;
    return `${this.stored} was chosen, but is not configured any more; ${this.current.name} answers instead.`;
  }

  /** Switches every replica to a configured provider, or (null) to what its environment says. */
  async switchTo(provider: LlmProvider | null, author: Author): Promise<void> {
    await this.database.prisma.$transaction(async (tx) => {
      const { id: authorId, role: authorRole } = author;
      await tx.providerChange.create({ data: { provider, authorId, authorRole, at: new Date() } });
      await notify(sqlOf(tx), choiceChannel, provider ?? '');
    });
    await this.read();
  }

  private get chosen(): ConfiguredProvider | undefined {
    const name = llmProviders.find((known) => known === this.stored);
    return name === undefined ? undefined : this.providers.get(name);
  }

  private async follow(): Promise<void> {
    await this.read().catch((error: unknown) => {
      this.logger.error({ err: error }, 'the choice of the LLM provider could not be read');
    });
  }

  /** One at a time: an older choice must not come out last. */
  private read(): Promise<void> {
    const reading = this.reading.then(() => this.load());
    this.reading = reading.catch(() => undefined);
    return reading;
  }

  private async load(): Promise<void> {
    const before = this.current.name;
    const last = await this.database.prisma.providerChange.findFirst({ orderBy: { id: 'desc' } });
    this.stored = last?.provider ?? null;
    if (this.problem !== undefined) this.logger.warn(this.problem);
    if (this.current.name !== before)
      this.logger.info({ from: before, to: this.current.name }, 'LLM provider switched');
  }
}
