import { decodeEmbedding, encodeEmbedding, type Golden } from '@driftdesk/contracts';
import type { Graph, GraphHead, InferenceRow } from './graph.js';
import { VersionCorrupt } from './version-corrupt.js';

/** Wider than what two processors' arithmetic differ by, narrower than any change of weights worth the name. */
const tolerance = 1e-4;

/** Records what the graph gives for some rows. They must not be people's tickets: a version folder is never erased. */
export async function recordGolden(graph: Graph, rows: readonly InferenceRow[]): Promise<Golden> {
  const outputs = await graph.run(rows);
  return {
    tolerance,
    rows: rows.map(({ text, embedding }, row) => ({
      text,
      embedding: encodeEmbedding(embedding),
      probabilities: Object.fromEntries(
        Object.entries(outputs[row]?.probabilities ?? {}).map(([head, numbers]) => [head, Array.from(numbers)]),
      ),
      distance: outputs[row]?.distance,
    })),
  };
}

/** @throws VersionCorrupt when the graph gives other probabilities than were recorded. */
export async function checkGolden(graph: Graph, heads: readonly GraphHead[], golden: Golden): Promise<void> {
  const given = await graph.run(
    golden.rows.map(({ text, embedding }) => ({ text, embedding: decodeEmbedding(embedding) })),
  );
  golden.rows.forEach(({ probabilities, distance }, row) => {
    for (const { name, labels } of heads) {
      const expected = probabilities[name];
      if (expected?.length !== labels.length) {
        throw new VersionCorrupt(`Golden row ${row + 1} has no ${labels.length} probabilities for head "${name}".`);
      }
      const difference = largestDifference(expected, given[row]?.probabilities[name]);
      if (!(difference <= golden.tolerance)) {
        throw new VersionCorrupt(
          `Golden row ${row + 1}, head "${name}": the graph differs by ${difference.toExponential(2)} from the recorded probabilities; ${golden.tolerance} is allowed.`,
        );
      }
    }
    checkDistance(row + 1, distance, given[row]?.distance);
  });
}

// A whitened square is a sum of hundreds of numbers around 1, so its rounding is coarser than a probability's.
const distanceTolerance = 1e-2;

function checkDistance(row: number, expected: number | undefined, given: number | undefined): void {
  if (expected === undefined) return;
  const difference = Math.abs(expected - (given ?? Number.NaN));
  if (difference <= distanceTolerance) return;
  throw new VersionCorrupt(
    `Golden row ${row}: the graph’s distance differs by ${difference.toExponential(2)} from the recorded one; ${distanceTolerance} is allowed.`,
  );
}

function largestDifference(expected: readonly number[], given: Float32Array | undefined): number {
  if (given?.length !== expected.length) return Infinity;
  return expected.reduce((largest, number, c) => {
    const difference = Math.abs(number - (given[c] as number));
    return Number.isNaN(difference) ? Infinity : Math.max(largest, difference);
  }, 0);
}
