export { foldLabel } from './fold-label.js';
export { LabelRefused } from './label-refused.js';
export type { RegisteredHead, RegisteredLabel } from './labels.js';
export { type Alias, REGISTRY, type RegisteredVersion, Registry } from './registry.js';
