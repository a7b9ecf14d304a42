import type { Author, Loop } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { Inject, Injectable } from '@nestjs/common';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';

/** Autonomy and pause: what was set last, or what the environment says. */
@Injectable()
export class LoopSettings {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  async get(): Promise<Loop> {
    const row = await this.database.prisma.loopChange.findFirst({ orderBy: { id: 'desc' } });
    const rules = this.rules();
    if (row === null) return { autonomy: this.options.rules.autonomy, paused: false, rules };
    return {
      autonomy: row.autonomy as Loop['autonomy'],
      paused: row.paused,
      rules,
      changedBy: { id: row.authorId, role: row.authorRole as Author['role'] },
      changedAt: row.at.toISOString(),
    };
  }

  async set(
    change: { autonomy?: Loop['autonomy'] | undefined; paused?: boolean | undefined; reason?: string | undefined },
    author: Author,
  ): Promise<Loop> {
    const { autonomy, paused } = await this.get();
    await this.database.prisma.loopChange.create({
      data: {
        autonomy: change.autonomy ?? autonomy,
        paused: change.paused ?? paused,
        reason: change.reason ?? null,
        authorId: author.id,
        authorRole: author.role,
        at: new Date(),
      },
    });
    return this.get();
  }

  private rules(): Loop['rules'] {
    const { reference, referenceMost, window, minimumWindow, cooldownHours, labels, watchLabels, watchHours } =
      this.options.rules;
    return { reference, referenceMost, window, minimumWindow, cooldownHours, labels, watchLabels, watchHours };
  }
}
