export { isEgressRefused } from './egress-refused.js';
export { checkUrls, egressEnvironment } from './environment.js';
export { type EgressOptions, guardedFetch } from './guarded-fetch.js';
