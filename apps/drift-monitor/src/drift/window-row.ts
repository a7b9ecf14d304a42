import type { Card, HeadOutput } from '@driftdesk/contracts';
import type { WindowRow } from '@driftdesk/drift';
import type { Observation } from '../observations/observation.js';

/** An observation as the tests see it: probabilities in the order of the version's labels. */
export function toWindowRow({ embedding, outputs, text, language }: Observation, heads: Card['heads']): WindowRow {
  const outputOf = (name: string) => outputs[name] as HeadOutput;
  return {
    embedding,
    text,
    language,
    probabilities: Object.fromEntries(
      heads.map(({ name, labels }) => [
        name,
        Float32Array.from(labels, (label) => outputOf(name).probabilities[label] ?? 0),
      ]),
    ),
    labels: Object.fromEntries(heads.map(({ name }) => [name, outputOf(name).label])),
  };
}
