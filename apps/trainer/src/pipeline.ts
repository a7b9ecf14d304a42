import { ticketText, type Card, type TrainingProgress, type TrainingRequest } from '@driftdesk/contracts';
import { openGraph, recordGolden, type WrittenVersion } from '@driftdesk/inference';
import { exportModel } from '@driftdesk/ml';
import { calibrateHeads } from './calibrate-heads.js';
import { chooseLabels } from './choose-labels.js';
import { describeVersion } from './describe-version.js';
import { checkEmbedder, embedRows, type TextEmbedder } from './embed-rows.js';
import { checkParity } from './check-parity.js';
import { evaluateHeads } from './evaluate-heads.js';
import { goldenRows } from './golden-rows.js';
import { readSnapshot } from './read-snapshot.js';
import { refitHeads } from './refit-heads.js';
import { searchHeads } from './search-heads.js';
import { createStopwatch } from './stopwatch.js';
import { splitRows, trainingRows } from './training-rows.js';
import { writeTrainedVersion } from './write-trained-version.js';

/** What the surroundings give a run. */
export interface TrainingPorts {
  readonly embedder: TextEmbedder;
  readonly onProgress: (progress: TrainingProgress) => void;
}

/** A version on disk and its card. */
export interface TrainedVersion extends WrittenVersion {
  readonly card: Card;
}

/**
 * One training run: from a snapshot to a version folder under `request.output`. The same request gives the same
 * model; only the card's times differ.
 * @throws TrainingFailed
 */
export async function train(
  request: TrainingRequest,
  { embedder, onProgress }: TrainingPorts,
): Promise<TrainedVersion> {
  const report = (stage: TrainingProgress['stage']) => (done: number, total: number) =>
    onProgress({ stage, done, total });
  const stopwatch = createStopwatch();

  checkEmbedder(embedder, request.spec.features);
  const snapshot = await readSnapshot(request.snapshot, request.spec);
  const { spec, leftOut } = chooseLabels(snapshot.examples, request.spec);
  report('validate')(snapshot.examples.length, snapshot.examples.length);

  const embeddings = await embedRows(embedder, snapshot.examples.map(ticketText), report('embed'));
  const embed = stopwatch.lap();

  const parts = splitRows(trainingRows(snapshot.examples, embeddings, spec.features), spec);
  const evaluationFit = searchHeads(parts, spec, report('search'));
  const calibrated = calibrateHeads(evaluationFit, parts, spec);
  report('calibrate')(calibrated.length, calibrated.length);
  const heads = evaluateHeads(calibrated, evaluationFit.vocabulary, parts, spec);
  report('evaluate')(heads.length, heads.length);
  const shipped = refitHeads(calibrated, parts, spec, report('fit'));
  const seconds = { embed, train: stopwatch.lap() };

  const model = exportModel(shipped.heads, shipped.vocabulary, spec.features.embedding);
  const graph = await openGraph(model, spec.heads, spec.features);
  try {
    const parity = await checkParity(graph, shipped, parts, spec.features);
    const golden = await recordGolden(graph, await goldenRows(spec, embedder));
    const card = describeVersion(request, {
      snapshot,
      parts,
      heads: heads.map((head) => ({ ...head, leftOut: leftOut.get(head.name) ?? [] })),
      parity,
      seconds,
      embeddingDigest: embedder.digest,
    });
    const written = await writeTrainedVersion(request.output, { model, card, golden });
    report('export')(1, 1);
    return { ...written, card };
  } finally {
    await graph.release();
  }
}
