import type { HeadOutput } from '@driftdesk/contracts';
import { createTracer } from '@driftdesk/ml';
import { explainText, type TextExplanation } from './explain-text.js';
import { type GraphWeights, readLinearWeights } from './graph-weights.js';
import type { InferenceRow } from './graph.js';
import { type CheckedVersion, readVersion } from './read-version.js';

/** Explains what a version predicts. */
export interface Explainer {
  /** `outputs`: what the version predicted of the row. @throws VersionCorrupt when the files changed since the version was opened */
  explain(row: InferenceRow, outputs: Record<string, HeadOutput>): Promise<TextExplanation>;
  /** Drops the weights. */
  release(): void;
}

/**
 * The session keeps its weights to itself, so explaining needs a copy of them: read at the first explanation, because
 * most versions never explain anything, and checked by the digest like everything that is read from the folder.
 */
export function createExplainer(
  directory: string,
  { digest, card }: Pick<CheckedVersion, 'digest' | 'card'>,
): Explainer {
  const { heads, features } = card;
  const trace = createTracer(features);
  let weights: Promise<GraphWeights> | undefined;
  const load = async () => readLinearWeights((await readVersion(directory, digest)).model, heads);
  return {
    async explain({ text, embedding }, outputs) {
      weights ??= load();
      const loaded = await weights.catch((error: unknown) => {
        weights = undefined;
        throw error;
      });
      return explainText(text, embedding, outputs, { heads, trace, weights: loaded });
    },
    release: () => (weights = undefined),
  };
}
