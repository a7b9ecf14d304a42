import { Injectable } from '@nestjs/common';
import type { Observation } from './observation.js';
import { ObservationReader } from './observation-reader.js';

/** The two windows of a champion's stream. */
export interface Windows {
  /** Its first observations. */
  readonly reference: readonly Observation[];
  /** What came after the last evaluation. */
  readonly current: readonly Observation[];
}

export interface WindowSizes {
  readonly reference: number;
  readonly current: number;
}

interface Held {
  readonly version: string;
  readonly reference: Observation[];
  current: Observation[];
  readTo: number;
}

/**
 * Holds the windows of each model in memory, and reads only what came since it last looked. Another champion begins
 * anew: its first observations are the reference that the next ones are compared with.
 */
@Injectable()
export class ObservationWindows {
  private readonly held = new Map<string, Held>();

  constructor(private readonly observations: ObservationReader) {}

  /** `evaluatedTo`: the last observation that an evaluation has judged. */
  async of(model: string, version: string, evaluatedTo: number, sizes: WindowSizes): Promise<Windows> {
    const held = await this.begin(model, version, evaluatedTo, sizes);
    const news = await this.observations.first({ model, version, after: held.readTo }, Number.MAX_SAFE_INTEGER);
    held.readTo = news.at(-1)?.sequence ?? held.readTo;
    const missing = sizes.reference - held.reference.length;
    held.reference.push(...news.slice(0, missing));
    held.current = [...held.current, ...news.slice(missing)]
      .filter(({ sequence }) => sequence > evaluatedTo)
      .slice(-sizes.current);
    return { reference: held.reference, current: held.current };
  }

  /** Something of the past was erased: the windows are read again. */
  forget(): void {
    this.held.clear();
  }

  private async begin(model: string, version: string, evaluatedTo: number, sizes: WindowSizes): Promise<Held> {
    const known = this.held.get(model);
    if (known?.version === version) return known;
    const reference = await this.observations.first({ model, version, after: 0 }, sizes.reference);
    const full = reference.length >= sizes.reference;
    const referenceTo = reference.at(-1)?.sequence ?? 0;
    // What was evaluated before this process began need not be read again.
    const held = { version, reference, current: [], readTo: full ? Math.max(referenceTo, evaluatedTo) : referenceTo };
    this.held.set(model, held);
    return held;
  }
}
