import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Envelope, requesterDataErased } from '@driftdesk/contracts';
import { causedEvent, type Effects, Handles } from '@driftdesk/messaging';
import { Controller, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { TrainingRunner } from '../training/training-runner.js';

type Payload = z.infer<typeof requesterDataErased.schema>;

/**
 * When the rows are gone, the files follow: the snapshot goes with its run, and the embeddings that trainings keep are
 * deleted between two runs, since nobody can tell whose text a digest is. The next run computes them again.
 */
@Controller()
export class TrainingFilesHandler {
  constructor(
    private readonly runner: TrainingRunner,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  // It waits for the training in hand, which may take as long as it likes.
  @Handles(requesterDataErased, { consumer: 'training-files', deadlineMs: Infinity })
  async erase(batch: readonly Envelope<Payload>[]): Promise<Effects> {
    const due = batch.filter(({ payload }) => payload.place === 'observations');
    if (due.length === 0) return {};
    const { embeddingCache } = this.options.trainer;
    let erased = 0;
    await this.runner.between(async () => {
      const files = await readdir(embeddingCache).catch(() => []);
      for (const name of files) await rm(join(embeddingCache, name), { recursive: true, force: true });
      erased = files.length;
    });
    return {
      publish: due.map((event) => {
        const { erasureId } = event.payload;
        return causedEvent(event, requesterDataErased, { erasureId, place: 'training', erased });
      }),
    };
  }
}
