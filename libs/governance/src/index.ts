export { withDefaultConsent } from './consent.js';
export { defaultIdentity, systemIdentity } from './identity.js';
