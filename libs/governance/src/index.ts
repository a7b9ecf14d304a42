export { bearerAccess, type BearerScheme, openAccess, serviceAccess } from './access/access-controls.js';
export { type AccessKey, accessKeyFile, openAccessKey, parseAccessKey } from './access/access-key.js';
export { issueAccessToken } from './access/access-token.js';
export { ACCOUNTS, type Accounts, ensureAdmin, type MadePassword, openAccounts } from './access/accounts.js';
export { type AccessEnvironment, accessEnvironment } from './access/environment.js';
export { identityHeader, signIdentity } from './access/service-identity.js';
export { auditEvent, type NewAuditEntry, recordAudit } from './audit/record-audit.js';
export { withDefaultConsent } from './consent.js';
export { defaultIdentity, systemIdentity } from './identity.js';
