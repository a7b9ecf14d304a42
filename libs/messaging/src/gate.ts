/** Call it to leave; more than once does no harm. */
export type Leave = () => void;

interface Waiting {
  readonly alone: boolean;
  /** It has waited long enough for those inside. */
  impatient: boolean;
  readonly admit: (leave: Leave) => void;
}

/** How long one waits for the others to leave, and how long they wait for it then. */
const patienceMs = 10_000;

/**
 * Lets many in side by side, or one alone, in the order in which they came. Nobody is held up for good: one that wants to
 * be alone stops waiting for those who do not leave, and lets others in when it stays long itself.
 */
export class Gate {
  private readonly waiting: Waiting[] = [];
  private inside = 0;
  private occupied = false;

  constructor(private readonly patience = { waitMs: patienceMs, aloneMs: patienceMs }) {}

  /** Resolves when nobody is in alone. */
  enter(): Promise<Leave> {
    return new Promise((admit) => this.queue({ alone: false, impatient: false, admit }));
  }

  /** Resolves when everybody has left, or has had the time to. */
  enterAlone(): Promise<Leave> {
    return new Promise((resolve) => {
      const wait = setTimeout(() => {
        waiting.impatient = true;
        this.admitNext();
      }, this.patience.waitMs);
      const waiting: Waiting = {
        alone: true,
        impatient: false,
        admit: (leave) => {
          clearTimeout(wait);
          const stay = setTimeout(leave, this.patience.aloneMs);
          resolve(() => {
            clearTimeout(stay);
            leave();
          });
        },
      };
      this.queue(waiting);
    });
  }

  private queue(waiting: Waiting): void {
    this.waiting.push(waiting);
    this.admitNext();
  }

  private admitNext(): void {
    for (let next = this.waiting[0]; next !== undefined && this.fits(next); next = this.waiting[0]) {
      this.waiting.shift();
      this.inside += 1;
      this.occupied = next.alone;
      next.admit(this.leaveOnce(next.alone));
    }
  }

  private fits({ alone, impatient }: Waiting): boolean {
    return !this.occupied && (!alone || impatient || this.inside === 0);
  }

  private leaveOnce(alone: boolean): Leave {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.inside -= 1;
      if (alone) this.occupied = false;
      this.admitNext();
    };
  }
}
