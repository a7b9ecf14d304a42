/** A flag that one sleeper waits for; raised while nobody waits, it ends the next wait at once. */
export class Signal {
  private raised = false;
  private release: (() => void) | undefined;

  raise(): void {
    this.raised = true;
    this.release?.();
  }

  /** Resolves when the signal is raised, or after `timeoutMs`, which may be infinite. */
  async wait(timeoutMs: number): Promise<void> {
    if (!this.raised) {
      await new Promise<void>((resolve) => {
        const timer = timeoutMs === Infinity ? undefined : setTimeout(resolve, timeoutMs);
        this.release = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.raised = false;
    this.release = undefined;
  }
}
