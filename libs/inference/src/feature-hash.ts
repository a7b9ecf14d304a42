import { createHash } from 'node:crypto';
import type { FeatureSpec } from '@driftdesk/contracts';
import { canonicalJson } from '@driftdesk/ml';

/** sha256 of the feature spec's canonical JSON, hex. */
export function featureHash(features: FeatureSpec): string {
  return createHash('sha256').update(canonicalJson(features)).digest('hex');
}
