import { setImmediate as nextTurn } from 'node:timers/promises';
import { Signal } from './signal.js';

/** How long a consumer waits before it tries again when it is not ready or the store fails, in milliseconds. */
export const waitMs = 500;

/** Takes one turn after the other until it is stopped. */
export class Loop {
  private readonly signal = new Signal();
  private running: Promise<void> | undefined;
  private stopping = false;

  /** @param turn must not reject; milliseconds to pause: 0 when there may be more, infinity when something will wake it */
  constructor(private readonly turn: () => Promise<number>) {}

  get isStopping(): boolean {
    return this.stopping;
  }

  start(): void {
    this.running = this.run();
  }

  wake(): void {
    this.signal.raise();
  }

  /** Ends after the turn in hand. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.signal.raise();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const pauseMs = await this.turn();
      if (pauseMs > 0 && !this.stopping) await this.signal.wait(pauseMs);
      else await nextTurn();
    }
  }
}
