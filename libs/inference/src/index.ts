export { VersionCorrupt } from './version-corrupt.js';
export { runtimeVersion } from './runtime-version.js';
export { featureHash } from './feature-hash.js';
export { openGraph, type Graph, type GraphHead, type GraphOutput, type InferenceRow } from './graph.js';
export { recordGolden } from './golden.js';
export {
  cardFile,
  goldenFile,
  modelFile,
  versionDigest,
  versionName,
  writeVersion,
  type VersionFiles,
  type WrittenVersion,
} from './version-folder.js';
export { openVersion, type LoadedVersion, type Prediction } from './open-version.js';
