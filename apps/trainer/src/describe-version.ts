import type { Card, CardHead, Scope, TrainingRequest } from '@driftdesk/contracts';
import { featureHash, runtimeVersion } from '@driftdesk/inference';
import type { PreparedRows } from './prepare-rows.js';
import type { ModelChoice } from './search/choose-model.js';

/** What a run found out about the version it made. */
export interface RunFacts extends Pick<Card, 'parity' | 'seconds' | 'embeddingDigest'> {
  readonly prepared: PreparedRows;
  readonly choice: ModelChoice;
  readonly scope?: Scope | undefined;
  readonly heads: CardHead[];
}

/**
 * The version's card. The heads' metrics are judged on the holdout, which no fit learned, and are those of the measured
 * fit; the model that ships learned the drifted slice, too.
 */
export function describeVersion(request: TrainingRequest, facts: RunFacts): Card {
  const { prepared, choice, heads, scope, parity, seconds, embeddingDigest } = facts;
  const { snapshot, groups, holdout, measured } = prepared;
  return {
    name: request.spec.name,
    createdAt: new Date().toISOString(),
    trainedOn: snapshot.examples.every(({ source }) => source === 'demo') ? 'demo data' : 'labelled tickets',
    heads,
    ...(scope === undefined ? {} : { scope }),
    features: request.spec.features,
    featureHash: featureHash(request.spec.features),
    embeddingDigest,
    data: {
      digest: snapshot.digest,
      rows: snapshot.examples.length,
      trainingRows: choice.trainingRows,
      calibrationRows: choice.calibrationRows,
      holdoutRows: holdout.held.length,
      holdout: holdout.kind,
      sliceRows: measured.slice.length,
      groups,
    },
    trainingRun: request.trainingRun,
    codeVersion: request.codeVersion,
    runtime: { node: process.version, onnxruntime: runtimeVersion, platform: `${process.platform}-${process.arch}` },
    parity,
    seconds,
  };
}
