export { VersionCorrupt } from './version-corrupt.js';
export { checkDigest, readCheckedFiles, type CheckedFiles } from './checked-files.js';
export { runtimeVersion } from './runtime-version.js';
export { featureHash } from './feature-hash.js';
export { openGraph, type Graph, type GraphHead, type GraphOutput, type InferenceRow } from './graph.js';
export { recordGolden } from './golden.js';
export { cardFile, encodeContent, modelFile, type VersionContent } from './version-content.js';
export {
  readVersionFiles,
  versionDigest,
  versionName,
  writeVersion,
  type VersionFiles,
  type WrittenVersion,
} from './version-folder.js';
export { readLinearWeights, type GraphWeights } from './graph-weights.js';
export { readVersion, type CheckedVersion } from './read-version.js';
export { type ExplainedWord, type HeadExplanation, type LabelShares, type TextExplanation } from './explain-text.js';
export { openVersion, type LoadedVersion, type Prediction } from './open-version.js';
export { createAlertFinder, type FindAlert } from './alerts/find-alert.js';
