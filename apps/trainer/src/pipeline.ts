import {
  ticketText,
  trainingEvaluationSchema,
  type Card,
  type TrainingEvaluation,
  type TrainingProgress,
  type TrainingRequest,
} from '@driftdesk/contracts';
import { openGraph, recordGolden, type WrittenVersion } from '@driftdesk/inference';
import { exportModel } from '@driftdesk/ml';
import { openChampion } from './champion.js';
import { chooseLabels } from './choose-labels.js';
import { describeVersion } from './describe-version.js';
import { checkEmbedder, embedRows, type TextEmbedder } from './embed-rows.js';
import { checkParity } from './check-parity.js';
import { evaluateHeads } from './evaluate-heads.js';
import { evaluateVersion } from './evaluate-version.js';
import { chooseModel, fitModel } from './fit-model.js';
import { explainVersion } from './explain-version.js';
import { goldenRows } from './golden-rows.js';
import { evaluationFile } from './output-files.js';
import { readSnapshot } from './read-snapshot.js';
import { rejectedShare } from './scope.js';
import { createStopwatch } from './stopwatch.js';
import { splitRows, trainingRows } from './training-rows.js';
import { writeJson } from './write-json.js';
import { writeTrainedVersion } from './write-trained-version.js';

/** What the surroundings give a run. */
export interface TrainingPorts {
  readonly embedder: TextEmbedder;
  readonly onProgress: (progress: TrainingProgress) => void;
}

/** A version on disk and its card. */
export interface TrainedVersion extends WrittenVersion {
  readonly card: Card;
  readonly evaluation: TrainingEvaluation;
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
  const champion = await openChampion(request, request.spec.features);
  const snapshot = await readSnapshot(request.snapshot, request.spec);
  const { spec, leftOut } = chooseLabels(snapshot.examples, request.spec);
  report('validate')(snapshot.examples.length, snapshot.examples.length);

  const embeddings = await embedRows(embedder, snapshot.examples.map(ticketText), report('embed'));
  const embed = stopwatch.lap();

  const rows = trainingRows(snapshot.examples, embeddings, spec.features);
  const { kept, held: holdout } = splitRows(rows, spec, spec.training.holdoutShare, spec.training.seed);
  const choice = chooseModel(kept, spec, report('search'));
  const unseen = { holdout, holdoutKind: 'drawn', slice: [] } as const;
  const measured = fitModel(kept, choice, spec, () => undefined);
  const heads = evaluateHeads(measured, holdout, spec.features);
  const scope = measured.scope && {
    head: measured.scope.head.name,
    threshold: measured.scope.threshold,
    falseRejections: rejectedShare(holdout, measured.scope),
  };
  report('evaluate')(heads.length, heads.length);
  const shipped = fitModel(rows, choice, spec, report('fit'));
  const seconds = { embed, train: stopwatch.lap() };

  const model = exportModel({ ...shipped, gaussians: shipped.scope?.gaussians }, spec.features.embedding);
  const graph = await openGraph(model, spec.heads, spec.features);
  try {
    const parity = await checkParity(graph, shipped, [...holdout, ...kept], spec.features);
    const golden = await recordGolden(graph, await goldenRows(spec, embedder));
    const card = describeVersion(request, {
      snapshot,
      choice,
      unseen,
      scope,
      heads: heads.map((head) => ({ ...head, leftOut: leftOut.get(head.name) ?? [] })),
      parity,
      seconds,
      embeddingDigest: embedder.digest,
    });
    const explanation = explainVersion(model, spec, rows);
    const written = await writeTrainedVersion(request.output, { model, card, golden, explanation });
    const evaluation = await evaluateVersion(written, measured, champion, unseen, spec.features);
    await writeJson(request.output, evaluationFile, trainingEvaluationSchema.parse(evaluation));
    report('export')(1, 1);
    return { ...written, card, evaluation };
  } finally {
    await champion?.loaded.release();
    await graph.release();
  }
}
