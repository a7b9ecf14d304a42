import { createHash } from 'node:crypto';
import type { Card, Replay } from '@driftdesk/contracts';
import { canonicalJson } from '@driftdesk/ml';
import type { Prediction } from '@driftdesk/inference';
import { REGISTRY, type RegisteredVersion, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { Analysis } from '../analysis/analysis.js';
import type { Observation } from '../observations/observation.js';
import { ObservationReader } from '../observations/observation-reader.js';

/** Observations of one call of the worker. */
const chunkSize = 500;
const shownExamples = 20;
/** Probabilities are compared and digested with so many digits: more is noise of the arithmetic. */
const digits = 6;

/** Scores what production served once more, with another version: which tickets would it treat otherwise? */
@Injectable()
export class Replayer {
  constructor(
    private readonly observations: ObservationReader,
    private readonly analysis: Analysis,
    @Inject(REGISTRY) private readonly registry: Registry,
  ) {}

  /** The model's observations after `after`, up to and with `to`. */
  async replay(candidate: RegisteredVersion, after: number, to: number): Promise<Replay> {
    const { name: model, digest } = candidate.reference;
    const directory = await this.registry.fetch(candidate.reference);
    const hash = createHash('sha256');
    const changes = new Changes(candidate.card.heads);
    let observations = 0;
    for (let from = after; ;) {
      const chunk = await this.observations.first({ model, after: from, to }, chunkSize);
      const last = chunk.at(-1);
      if (last === undefined) break;
      const rows = chunk.map(({ text, embedding }) => ({ text, embedding }));
      const predictions = await this.analysis.score({ directory, digest, rows });
      chunk.forEach((observation, at) => {
        const prediction = predictions[at] as Prediction;
        hash.update(`${replayedRow(observation, prediction)}\n`);
        changes.add(observation, prediction);
      });
      observations += chunk.length;
      from = last.sequence;
    }
    const { erased } = await this.observations.count({ model, after, to });
    return { from: after + 1, to, observations, erased, ...changes.summary(), digest: hash.digest('hex') };
  }
}

/** One line of a replay: the same for the same observation, version, runtime and processor. */
function replayedRow({ sequence, ticketId }: Observation, { heads, abstained, outOfScope }: Prediction): string {
  const outputs = Object.fromEntries(
    Object.entries(heads).map(([head, { label, confidence }]) => [
      head,
      { label, confidence: confidence.toFixed(digits) },
    ]),
  );
  return canonicalJson({ sequence, ticketId, heads: outputs, abstained, outOfScope });
}

/** Counts which tickets would get another label. */
class Changes {
  private readonly counts = new Map<string, Replay['changes'][number]>();
  private readonly examples: Replay['examples'] = [];
  private changed = 0;

  constructor(private readonly heads: Card['heads']) {}

  add({ ticketId, outputs, abstained }: Observation, prediction: Prediction): void {
    const moved = this.heads
      .map(({ name: head }) => ({ head, from: outputs[head]?.label ?? '', to: prediction.heads[head]?.label ?? '' }))
      .filter(({ from, to }) => from !== to);
    for (const change of moved) this.count(change);
    if (moved.length > 0 || abstained !== prediction.abstained) this.changed++;
    const [first] = moved;
    if (first !== undefined && this.examples.length < shownExamples) this.examples.push({ ticketId, ...first });
  }

  summary(): Pick<Replay, 'changed' | 'changes' | 'examples'> {
    const changes = [...this.counts.values()].sort(
      (left, right) => right.tickets - left.tickets || (canonicalJson(left) < canonicalJson(right) ? -1 : 1),
    );
    return { changed: this.changed, changes, examples: this.examples };
  }

  private count({ head, from, to }: { head: string; from: string; to: string }): void {
    const key = canonicalJson([head, from, to]);
    const known = this.counts.get(key);
    this.counts.set(key, { head, from, to, tickets: (known?.tickets ?? 0) + 1 });
  }
}
