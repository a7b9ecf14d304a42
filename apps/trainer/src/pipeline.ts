import {
  trainingEvaluationSchema,
  type Card,
  type TrainingEvaluation,
  type TrainingProgress,
  type TrainingRequest,
} from '@driftdesk/contracts';
import type { WrittenVersion } from '@driftdesk/inference';
import { openChampion } from './champion.js';
import type { TextEmbedder } from './embed/embed-rows.js';
import { evaluateVersion } from './evaluate-version.js';
import { fitModel } from './fit-model.js';
import { createFitPool, type FitPool } from './fits/fit-pool.js';
import { evaluationFile } from './output-files.js';
import { prepareRows, type PreparedRows } from './prepare-rows.js';
import { type Fits, publishVersion } from './publish-version.js';
import { chooseModel, type ModelChoice } from './search/choose-model.js';
import { createStopwatch } from './stopwatch.js';
import { writeJson } from './write-whole.js';

/** What the surroundings give a run. */
export interface TrainingPorts {
  readonly embedder: TextEmbedder | Promise<TextEmbedder>;
  readonly onProgress: (progress: TrainingProgress) => void;
}

/** A version on disk, its card, and what it was measured by. */
export interface TrainedVersion extends WrittenVersion {
  readonly card: Card;
  readonly evaluation: TrainingEvaluation;
}

/**
 * One training run: from a snapshot to a version folder and `evaluation.json` under `request.output`. The same request
 * gives the same model; only times differ.
 * @throws TrainingFailed
 */
export async function train(request: TrainingRequest, ports: TrainingPorts): Promise<TrainedVersion> {
  const report = (stage: TrainingProgress['stage']) => (done: number, total: number) =>
    ports.onProgress({ stage, done, total });
  const stopwatch = createStopwatch();
  const champion = await openChampion(request, request.spec.features);
  const pool = createFitPool();
  try {
    const prepared = await prepareRows(request, ports.embedder, {
      onValidated: (rows) => report('validate')(rows, rows),
      onEmbedded: report('embed'),
    });
    const { spec, holdout, measured: parts } = prepared;
    const embed = stopwatch.lap();
    const choice = await chooseModel(parts.learned, spec, pool, report('search'));
    const { measured, shipped } = await fitBoth(prepared, choice, pool, report('fit'));
    const seconds = { embed, train: stopwatch.lap() };
    const made = { prepared, choice, measured, shipped, seconds };
    const written = await publishVersion(request, await ports.embedder, made, report('evaluate'));
    const unseen = { holdout: holdout.held, holdoutKind: holdout.kind, slice: parts.slice };
    const evaluation = await evaluateVersion(written, measured, champion, unseen, spec.features);
    await writeJson(request.output, evaluationFile, trainingEvaluationSchema.parse(evaluation));
    report('export')(1, 1);
    return { ...written, evaluation };
  } finally {
    await champion?.loaded.release();
    await pool.close();
  }
}

async function fitBoth(
  { spec, holdout, measured: { learned, slice } }: PreparedRows,
  choice: ModelChoice,
  pool: FitPool,
  onProgress: (done: number, total: number) => void,
): Promise<Fits> {
  const total = spec.heads.length * (slice.length === 0 ? 1 : 2);
  let fits = 0;
  const onFit = () => onProgress(++fits, total);
  if (slice.length === 0) {
    const fitted = await fitModel(learned, choice, spec, pool, onFit);
    return { measured: fitted, shipped: fitted };
  }
  const [measured, shipped] = await Promise.all([
    fitModel(learned, choice, spec, pool, onFit),
    fitModel(holdout.kept, choice, spec, pool, onFit),
  ]);
  return { measured, shipped };
}
