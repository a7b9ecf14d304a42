import type { TrainingRequest } from '@driftdesk/contracts';
import { checkEmbedder, type TextEmbedder } from './embed/embed-rows.js';
import { embedExamples } from './embed/embed-examples.js';
import { openEmbeddingCache } from './embed/embedding-cache.js';
import type { Report } from './search/choose-model.js';
import { chooseLabels, type ChosenLabels, leaveOutUnlearned } from './snapshot/choose-labels.js';
import { readSnapshot, type Snapshot } from './snapshot/read-snapshot.js';
import { checkGroups } from './split/check-groups.js';
import { withoutContradictions } from './split/contradictions.js';
import { groupRows } from './split/group-rows.js';
import { type Holdout, splitHoldout } from './split/holdout.js';
import { cutSlice, type DriftedSlice } from './split/slice.js';
import { trainingRows } from './training-rows.js';

/** The rows of a run, each where it belongs. */
export interface PreparedRows extends ChosenLabels {
  readonly snapshot: Snapshot;
  /** Groups after near-duplicates were put together. */
  readonly groups: number;
  /** What neither fit learns, and what the shipped one learns. */
  readonly holdout: Holdout;
  /** What the measured fit learns of that. */
  readonly measured: DriftedSlice;
}

interface Reports {
  readonly onValidated: (rows: number) => void;
  readonly onEmbedded: Report;
}

/** From a snapshot to rows that are embedded, grouped and split. @throws TrainingFailed */
export async function prepareRows(
  request: TrainingRequest,
  starting: TextEmbedder | Promise<TextEmbedder>,
  { onValidated, onEmbedded }: Reports,
): Promise<PreparedRows> {
  const snapshot = await readSnapshot(request);
  checkGroups(snapshot.examples);
  const embedder = await starting;
  checkEmbedder(embedder, request.spec.features);
  const chosen = chooseLabels(snapshot.examples, request.spec);
  onValidated(snapshot.examples.length);

  const cache = await openEmbeddingCache(request.embeddingCache, embedder.digest, embedder.dimensions);
  const embeddings = await embedExamples(snapshot, embedder, cache, onEmbedded);

  const all = groupRows(trainingRows(snapshot.examples, embeddings, request.spec.features));
  const rows = withoutContradictions(all);
  checkGroups(rows);
  const holdout = splitHoldout(rows, chosen.spec);
  const labels = leaveOutUnlearned(chosen, snapshot.examples, holdout.kept);
  const measured = cutSlice(holdout.kept, labels.spec);
  return { ...labels, snapshot, groups: new Set(rows.map(({ group }) => group)).size, holdout, measured };
}
