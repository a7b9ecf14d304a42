import { tooManyRequests } from './rate-limits.js';

/** How many of something that lasts one caller and all callers may hold at once. */
export interface SlotLimits {
  readonly perCaller: number;
  readonly total: number;
}

/** What callers hold at present. */
export class Slots {
  private readonly held = new Map<string, number>();
  private all = 0;

  constructor(
    private readonly what: string,
    private readonly limits: SlotLimits,
  ) {}

  /** Takes a slot. @returns how to give it back; nothing when none is free */
  tryTake(callerId: string): (() => void) | undefined {
    const own = this.held.get(callerId) ?? 0;
    if (own >= this.limits.perCaller || this.all >= this.limits.total) return undefined;
    this.held.set(callerId, own + 1);
    this.all += 1;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.all -= 1;
      const left = (this.held.get(callerId) ?? 1) - 1;
      if (left === 0) this.held.delete(callerId);
      else this.held.set(callerId, left);
    };
  }

  /** Takes a slot. @returns how to give it back. @throws HttpProblem 429 when none is free */
  take(callerId: string): () => void {
    const { perCaller, total } = this.limits;
    const release = this.tryTake(callerId);
    if (release !== undefined) return release;
    throw tooManyRequests(`At most ${perCaller} ${this.what} of one caller at once, ${total} of all. Close one.`, 10);
  }
}
