import type { Example, ModelSpec } from '@driftdesk/contracts';
import type { LabelCount } from '../examples/example-reader.js';

/**
 * The heads that imports alone cannot train: those with fewer than two labels of enough examples. They learn from the
 * demo examples too. What agents say is added to either, so a few corrections do not retire what a head knows.
 */
export function headsOnDemo({ heads, training }: ModelSpec, originals: readonly LabelCount[]): string[] {
  const enough = originals.filter(({ examples }) => examples >= training.minimumExamples);
  return heads.map(({ name }) => name).filter((name) => enough.filter(({ head }) => head === name).length < 2);
}

/** What a model learns from: people's examples, and demo examples with the labels of some heads only. */
export async function* composeExamples(
  { heads }: ModelSpec,
  own: AsyncIterable<Example> | Iterable<Example>,
  demo: readonly Example[],
  onDemo: readonly string[],
): AsyncGenerator<Example> {
  const names = heads.map(({ name }) => name);
  for await (const example of own) yield* withHeads(example, names);
  for (const example of demo) yield* withHeads(example, onDemo);
}

/** The example with the labels of these heads; nothing when it has none. */
function withHeads(example: Example, heads: readonly string[]): Example[] {
  const labels = Object.fromEntries(Object.entries(example.labels).filter(([head]) => heads.includes(head)));
  return Object.keys(labels).length === 0 ? [] : [{ ...example, labels }];
}
