import type { Card, TrainingRequest } from '@driftdesk/contracts';
import { openGraph, recordGolden, type WrittenVersion } from '@driftdesk/inference';
import { exportModel } from '@driftdesk/ml';
import { checkParity } from './check-parity.js';
import { describeVersion } from './describe-version.js';
import type { TextEmbedder } from './embed/embed-rows.js';
import { evaluateHeads } from './evaluate-heads.js';
import { explainVersion } from './explain-version.js';
import type { FittedModel } from './fit-model.js';
import { goldenRows } from './golden-rows.js';
import type { PreparedRows } from './prepare-rows.js';
import { rejectedShare } from './scope.js';
import type { ModelChoice, Report } from './search/choose-model.js';
import { writeTrainedVersion } from './write-trained-version.js';

/** The two fits of a run. */
export interface Fits {
  /** Learned neither holdout nor slice: what the numbers are about. */
  readonly measured: FittedModel;
  /** Learned the slice too. Without one it is the measured fit. */
  readonly shipped: FittedModel;
}

/** What a version is made of. */
export interface Made extends Fits {
  readonly prepared: PreparedRows;
  readonly choice: ModelChoice;
  readonly seconds: Card['seconds'];
}

/** Writes the shipped fit as a version folder, with a card that says how the measured one did. @throws TrainingFailed */
export async function publishVersion(
  request: TrainingRequest,
  embedder: TextEmbedder,
  { prepared, choice, measured, shipped, seconds }: Made,
  onEvaluated: Report,
): Promise<WrittenVersion & { readonly card: Card }> {
  const { spec, leftOut, holdout } = prepared;
  const heads = evaluateHeads(measured, holdout.held, spec.features);
  const scope = measured.scope && {
    head: measured.scope.head.name,
    threshold: measured.scope.threshold,
    falseRejections: rejectedShare(holdout.held, measured.scope),
  };
  onEvaluated(heads.length, heads.length);
  const model = exportModel({ ...shipped, gaussians: shipped.scope?.gaussians }, spec.features.embedding);
  const graph = await openGraph(model, spec.heads, spec.features);
  try {
    const parity = await checkParity(graph, shipped, [...holdout.held, ...holdout.kept], spec.features);
    const golden = await recordGolden(graph, await goldenRows(spec, embedder));
    const card = describeVersion(request, {
      ...{ prepared, choice, scope, parity, seconds, embeddingDigest: embedder.digest },
      heads: heads.map((head) => ({ ...head, leftOut: leftOut.get(head.name) ?? [] })),
    });
    const explanation = explainVersion(model, spec, holdout.kept);
    return { ...(await writeTrainedVersion(request.output, { model, card, golden, explanation })), card };
  } finally {
    await graph.release();
  }
}
