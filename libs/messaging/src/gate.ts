/** Call it to leave; more than once does no harm. */
export type Leave = () => void;

interface Waiting {
  readonly alone: boolean;
  readonly admit: (leave: Leave) => void;
}

/** Lets many in side by side, or one alone, in the order in which they came. */
export class Gate {
  private readonly waiting: Waiting[] = [];
  private inside = 0;
  private occupied = false;

  /** Resolves when nobody is in alone. */
  enter(): Promise<Leave> {
    return this.queue(false);
  }

  /** Resolves when everybody has left; nobody comes in until the one that is alone leaves. */
  enterAlone(): Promise<Leave> {
    return this.queue(true);
  }

  private queue(alone: boolean): Promise<Leave> {
    return new Promise((admit) => {
      this.waiting.push({ alone, admit });
      this.admitNext();
    });
  }

  private admitNext(): void {
    for (let next = this.waiting[0]; next !== undefined && this.fits(next); next = this.waiting[0]) {
      this.waiting.shift();
      this.inside += 1;
      this.occupied = next.alone;
      next.admit(this.leaveOnce());
    }
  }

  private fits({ alone }: Waiting): boolean {
    return alone ? this.inside === 0 : !this.occupied;
  }

  private leaveOnce(): Leave {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.inside -= 1;
      this.occupied = false;
      this.admitNext();
    };
  }
}
