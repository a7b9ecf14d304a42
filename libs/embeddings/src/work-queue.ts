/** Who waits: a ticket or a search (`interactive`), or a bulk job such as training (`background`), which goes last. */
export type Priority = 'interactive' | 'background';

/** One call of `embed`: it settles when its last text does, or at its first failure. */
export interface Call {
  /** In the order of the call's texts; the ones still to come are empty. */
  readonly vectors: (Float32Array | undefined)[];
  missing: number;
  settled: boolean;
  finish(error?: Error): void;
}

/** One text of a call. `attempts` counts the workers that died over it. */
export interface Job {
  readonly text: string;
  readonly call: Call;
  readonly index: number;
  attempts: number;
}

/** So small that a long text holds up no short one that waits behind it, and large enough to keep messages few. */
const maxUnitTexts = 4;
export const maxUnitCharacters = 1_000;

/** Waiting texts, first in first out within a priority. */
export class WorkQueue {
  readonly #retries: Job[] = [];
  readonly #waiting: Record<Priority, Fifo> = { interactive: new Fifo(), background: new Fifo() };

  get size(): number {
    return this.#retries.length + this.#waiting.interactive.size + this.#waiting.background.size;
  }

  add(jobs: readonly Job[], priority: Priority): void {
    for (const job of jobs) this.#waiting[priority].push(job);
  }

  /** Jobs that a dead worker leaves behind; each goes out next, as a unit of its own. */
  putBack(jobs: readonly Job[]): void {
    this.#retries.push(...jobs);
  }

  /** The next unit, at most one worker's share of what waits; empty when nothing does. */
  take(workers: number): Job[] {
    for (let retry = this.#retries.shift(); retry; retry = this.#retries.shift())
      if (!retry.call.settled) return [retry];
    const { interactive, background } = this.#waiting;
    const unit = takeUnit(interactive, workers);
    return unit.length > 0 ? unit : takeUnit(background, workers);
  }

  /** Empties the queue. */
  takeAll(): Job[] {
    const { interactive, background } = this.#waiting;
    return [...this.#retries.splice(0), ...interactive.drain(), ...background.drain()];
  }
}

function takeUnit(queue: Fifo, workers: number): Job[] {
  const share = Math.min(maxUnitTexts, Math.ceil(queue.size / workers));
  const unit: Job[] = [];
  let characters = 0;
  for (let job = queue.peek(); job && unit.length < share; job = queue.peek()) {
    characters += job.text.length;
    if (unit.length > 0 && characters > maxUnitCharacters) break;
    queue.shift();
    // The rest of a call that has failed is not worth the time.
    if (!job.call.settled) unit.push(job);
  }
  return unit;
}

/** Array.shift moves every element behind it; a position in front does not. */
class Fifo {
  #jobs: Job[] = [];
  #first = 0;

  get size(): number {
    return this.#jobs.length - this.#first;
  }

  push(job: Job): void {
    this.#jobs.push(job);
  }

  peek(): Job | undefined {
    return this.#jobs[this.#first];
  }

  shift(): void {
    if (++this.#first < 1_024 && this.#first < this.#jobs.length) return;
    this.#jobs = this.#jobs.slice(this.#first);
    this.#first = 0;
  }

  drain(): Job[] {
    const jobs = this.#jobs.slice(this.#first);
    this.#jobs = [];
    this.#first = 0;
    return jobs;
  }
}
