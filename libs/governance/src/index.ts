export { auditEvent, type NewAuditEntry, recordAudit } from './audit/record-audit.js';
export { withDefaultConsent } from './consent.js';
export { defaultIdentity, systemIdentity } from './identity.js';
