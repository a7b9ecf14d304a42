import type { Card, CardHead, TrainingRequest } from '@driftdesk/contracts';
import { featureHash, runtimeVersion } from '@driftdesk/inference';
import type { Snapshot } from './read-snapshot.js';
import type { Parts } from './training-rows.js';

/** What a run found out about the version it made. */
export interface RunFacts extends Pick<Card, 'parity' | 'seconds' | 'embeddingDigest'> {
  readonly snapshot: Snapshot;
  readonly parts: Parts;
  readonly heads: CardHead[];
}

/**
 * The version's card. `data.trainingRows`, `calibrationRows` and `holdoutRows` are those of the evaluation fit, whose
 * metrics the heads carry; the model that ships was fitted on training and holdout rows together.
 */
export function describeVersion(request: TrainingRequest, facts: RunFacts): Card {
  const { snapshot, parts, heads, parity, seconds, embeddingDigest } = facts;
  return {
    name: request.spec.name,
    createdAt: new Date().toISOString(),
    trainedOn: snapshot.examples.every(({ source }) => source === 'demo') ? 'demo data' : 'labelled tickets',
    heads,
    features: request.spec.features,
    featureHash: featureHash(request.spec.features),
    embeddingDigest,
    data: {
      digest: snapshot.digest,
      rows: snapshot.examples.length,
      trainingRows: parts.training.length,
      calibrationRows: parts.calibration.length,
      holdoutRows: parts.holdout.length,
      groups: snapshot.groups,
    },
    trainingRun: request.trainingRun,
    codeVersion: request.codeVersion,
    runtime: { node: process.version, onnxruntime: runtimeVersion, platform: `${process.platform}-${process.arch}` },
    parity,
    seconds,
  };
}
