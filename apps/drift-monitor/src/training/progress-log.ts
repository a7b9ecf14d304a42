import type { RunProgress } from './training-run-store.js';

/** Writes what a run tells of its progress, one write at a time; what is overtaken meanwhile is left out. */
export class ProgressLog {
  private latest: RunProgress | undefined;
  private writing: Promise<void> | undefined;

  constructor(private readonly write: (progress: RunProgress) => Promise<void>) {}

  readonly add = (progress: RunProgress): void => {
    this.latest = progress;
    // Progress that cannot be written is no reason to end a training.
    this.writing ??= this.writeLatest().catch(() => undefined);
  };

  /** Resolves when nothing is being written any more. */
  async written(): Promise<void> {
    await this.writing;
  }

  private async writeLatest(): Promise<void> {
    try {
      while (this.latest !== undefined) {
        const progress = this.latest;
        this.latest = undefined;
        await this.write(progress);
      }
    } finally {
      this.writing = undefined;
    }
  }
}
