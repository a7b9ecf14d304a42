import type { Card, CardHead, Scope, TrainingRequest } from '@driftdesk/contracts';
import { featureHash, runtimeVersion } from '@driftdesk/inference';
import type { UnseenRows } from './evaluate-version.js';
import type { Snapshot } from './read-snapshot.js';
import type { ModelChoice } from './fit-model.js';

/** What a run found out about the version it made. */
export interface RunFacts extends Pick<Card, 'parity' | 'seconds' | 'embeddingDigest'> {
  readonly snapshot: Snapshot;
  readonly choice: ModelChoice;
  readonly unseen: UnseenRows;
  readonly scope?: Scope | undefined;
  readonly heads: CardHead[];
}

/**
 * The version's card. The heads' metrics are those of a fit on training and calibration rows, judged on the holdout;
 * the model that ships was fitted on all three.
 */
export function describeVersion(request: TrainingRequest, facts: RunFacts): Card {
  const { snapshot, choice, unseen, heads, scope, parity, seconds, embeddingDigest } = facts;
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
      holdoutRows: unseen.holdout.length,
      holdout: unseen.holdoutKind,
      sliceRows: unseen.slice.length,
      groups: snapshot.groups,
    },
    trainingRun: request.trainingRun,
    codeVersion: request.codeVersion,
    runtime: { node: process.version, onnxruntime: runtimeVersion, platform: `${process.platform}-${process.arch}` },
    parity,
    seconds,
  };
}
