export type { Alias, Promotion, PromotionOptions } from './aliases.js';
export type { ArtefactStore } from './artefact-store.js';
export { createDatabaseStore } from './database-store.js';
export { createFolderStore } from './folder-store.js';
export { foldLabel } from './fold-label.js';
export type { AliasChange, HistoryPage } from './history.js';
export { LabelRefused } from './label-refused.js';
export type { RegisteredHead, RegisteredLabel } from './labels.js';
export { PromotionRefused } from './promotion-refused.js';
export type { ListedVersion, RegisteredVersion, Rejection } from './registered-version.js';
export { REGISTRY, Registry, type RegistryOptions } from './registry.js';
export { repeatServingMs } from './serving.js';
export { countSigned } from './sign-versions.js';
export { checkSignature, type VersionSignature } from './signature.js';
export {
  createSigningKey,
  readSigningKey,
  type SigningKey,
  SigningKeyRefused,
  type TrustedKey,
} from './signing-key.js';
