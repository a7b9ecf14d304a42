import { Injectable } from '@nestjs/common';
import type { Observation } from './observation.js';
import { ObservationReader } from './observation-reader.js';

/** A stretch of the stream by its first and last sequence. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The two windows of a champion's stream. */
export interface Windows {
  /** Its first observations, and the windows after them that did not drift. */
  readonly reference: readonly Observation[];
  /** Whether no further window may join the reference. */
  readonly referenceFull: boolean;
  /** What came after the last evaluation. */
  readonly current: readonly Observation[];
}

export interface WindowSizes {
  /** First observations that the reference needs. */
  readonly reference: number;
  /** Observations until which quiet windows join it. */
  readonly referenceMost: number;
  readonly current: number;
}

/** How far evaluations have come. */
export interface EvaluatedSoFar {
  /** The last observation that an evaluation has judged. */
  readonly evaluatedTo: number;
  /** The windows without drift that belong to the reference, in their order. */
  readonly quiet: readonly Span[];
}

interface Held {
  readonly version: string;
  readonly reference: Observation[];
  current: Observation[];
  /** Quiet windows that are in the reference already. */
  joined: number;
  readTo: number;
}

/**
 * Holds the windows of each model in memory, and reads only what came since it last looked. Another champion begins
 * anew: its first observations are the reference that the next ones are compared with. A larger reference says more
 * (power grows with 1 / (1/reference + 1/current)), so windows that did not drift join it until it is full; then it
 * stands, so that a stream that moves slowly does not take its reference along.
 */
@Injectable()
export class ObservationWindows {
  private readonly held = new Map<string, Held>();

  constructor(private readonly observations: ObservationReader) {}

  async of(model: string, version: string, evaluated: EvaluatedSoFar, sizes: WindowSizes): Promise<Windows> {
    const held = await this.begin(model, version, evaluated, sizes);
    held.reference.push(...held.current.filter(isIn(evaluated.quiet.slice(held.joined))));
    held.joined = evaluated.quiet.length;
    const news = await this.observations.first({ model, version, after: held.readTo }, Number.MAX_SAFE_INTEGER);
    held.readTo = news.at(-1)?.sequence ?? held.readTo;
    const missing = Math.max(0, sizes.reference - held.reference.length);
    held.reference.push(...news.slice(0, missing));
    held.current = [...held.current, ...news.slice(missing)]
      .filter(({ sequence }) => sequence > evaluated.evaluatedTo)
      .slice(-sizes.current);
    return {
      reference: held.reference,
      referenceFull: held.reference.length >= sizes.referenceMost,
      current: held.current,
    };
  }

  /** Something of the past was erased: the windows are read again. */
  forget(): void {
    this.held.clear();
  }

  private async begin(
    model: string,
    version: string,
    { evaluatedTo, quiet }: EvaluatedSoFar,
    sizes: WindowSizes,
  ): Promise<Held> {
    const known = this.held.get(model);
    if (known?.version === version) return known;
    const reference = await this.observations.first({ model, version, after: 0 }, sizes.reference);
    const full = reference.length >= sizes.reference;
    const referenceTo = reference.at(-1)?.sequence ?? 0;
    for (const { from, to } of quiet) {
      const after = Math.max(from - 1, referenceTo);
      reference.push(...(await this.observations.first({ model, version, after, to }, Number.MAX_SAFE_INTEGER)));
    }
    // What was evaluated before this process began need not be read again.
    const readTo = full ? Math.max(referenceTo, evaluatedTo) : referenceTo;
    const held = { version, reference, current: [], joined: quiet.length, readTo };
    this.held.set(model, held);
    return held;
  }
}

function isIn(spans: readonly Span[]): (observation: Observation) => boolean {
  return ({ sequence }) => spans.some(({ from, to }) => sequence >= from && sequence <= to);
}
