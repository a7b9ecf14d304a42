import type { FeatureSpec, TrainingEvaluation } from '@driftdesk/contracts';
import { openVersion, type WrittenVersion } from '@driftdesk/inference';
import { type Champion, modelSize } from './champion.js';
import type { FittedModel } from './fit-model.js';
import { medianLatencies } from './latency.js';
import { predictByFit, predictByVersion } from './predict-rows.js';
import type { TrainingRow } from './training-rows.js';

/** Rows that the measured fit did not learn. */
export interface UnseenRows {
  readonly holdout: readonly TrainingRow[];
  readonly holdoutKind: TrainingEvaluation['holdout'];
  readonly slice: readonly TrainingRow[];
}

/**
 * Puts champion and candidate side by side: what they say of the rows that the measured fit did not learn, and what the
 * written version, which learned the slice, costs to serve. Opens that version once, as whoever serves it will.
 */
export async function evaluateVersion(
  written: WrittenVersion,
  measured: FittedModel,
  champion: Champion | undefined,
  unseen: UnseenRows,
  features: FeatureSpec,
): Promise<TrainingEvaluation> {
  const rows = [...unseen.holdout, ...unseen.slice];
  const candidate = await openVersion(written.directory, written.digest);
  try {
    const versions = champion === undefined ? [candidate] : [candidate, champion.loaded];
    const [ofCandidate, ofChampion] = await medianLatencies(versions, rows);
    return {
      champion: champion === undefined ? null : { version: champion.loaded.version, digest: champion.loaded.digest },
      holdout: unseen.holdoutKind,
      heads: measured.heads.map(({ name, threshold, spec: { labels } }) => {
        const before = champion?.loaded.card.heads.find((head) => head.name === name);
        return {
          ...{ name, candidateLabels: labels, championLabels: before?.labels ?? [] },
          ...{ candidateThreshold: threshold, championThreshold: before?.threshold ?? 0 },
        };
      }),
      rows: await compareRows(rows, unseen.holdout.length, measured, champion, features),
      latencyMs: { candidate: ofCandidate as number, champion: ofChampion ?? null },
      modelBytes: { candidate: await modelSize(written.directory), champion: champion?.modelBytes ?? null },
    };
  } finally {
    await candidate.release();
  }
}

async function compareRows(
  rows: readonly TrainingRow[],
  holdoutRows: number,
  measured: FittedModel,
  champion: Champion | undefined,
  features: FeatureSpec,
): Promise<TrainingEvaluation['rows']> {
  const ofCandidate = predictByFit(measured, rows, features);
  const ofChampion = champion && (await predictByVersion(champion.loaded, rows));
  return rows.map(({ example: { id, source, language, labels, drifted } }, at) => ({
    ...{ id, part: at < holdoutRows ? 'holdout' : 'slice', source, language, labels },
    ...(drifted === true ? { drifted } : {}),
    candidate: ofCandidate[at] as TrainingEvaluation['rows'][number]['candidate'],
    champion: ofChampion?.[at] ?? null,
  }));
}
