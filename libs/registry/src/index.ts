export { type Alias, REGISTRY, type RegisteredVersion, Registry } from './registry.js';
