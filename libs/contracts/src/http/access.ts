import type { AccessRole, ApiScope } from '../identity.js';

/** Who may call a route. */
export interface RouteAccess {
  /** `public`: anybody, without saying who. */
  readonly roles: readonly AccessRole[] | 'public';
  /** What an API key needs besides its role; without a scope, the route is for people alone. */
  readonly scope?: ApiScope;
}

const everybody = ['requester', 'agent', 'admin'] as const;
const staff = ['agent', 'admin'] as const;
const admin = ['admin'] as const;
const row = (roles: RouteAccess['roles'], scope?: ApiScope): RouteAccess => ({
  roles,
  ...(scope === undefined ? {} : { scope }),
});

/**
 * Every route × who may call it: the guard, the OpenAPI document and the tests are made from this table alone. A route
 * that is missing here cannot be mounted. `everybody` on a ticket's routes means requesters on their own tickets.
 */
export const routeAccess: Readonly<Record<string, RouteAccess>> = {
  submitTicket: row(everybody, 'tickets:write'),
  getTicket: row(everybody, 'tickets:read'),
  listTickets: row(everybody, 'tickets:read'),
  ticketEvents: row(everybody, 'tickets:read'),
  giveFeedback: row(everybody, 'tickets:write'),
  replyToTicket: row(everybody, 'tickets:write'),
  assignTicket: row(staff, 'tickets:write'),
  resolveTicket: row(staff, 'tickets:write'),
  reopenTicket: row(everybody, 'tickets:write'),
  changeConsent: row(everybody, 'tickets:write'),
  importTickets: row(admin, 'tickets:write'),

  listDocuments: row(staff, 'knowledge:read'),
  createDocument: row(staff, 'knowledge:write'),
  getDocument: row(staff, 'knowledge:read'),
  replaceDocument: row(staff, 'knowledge:write'),
  deleteDocument: row(staff, 'knowledge:write'),
  searchKnowledge: row(staff, 'knowledge:read'),

  listModels: row(staff, 'models:read'),
  getModel: row(staff, 'models:read'),
  listVersions: row(staff, 'models:read'),
  getVersion: row(staff, 'models:read'),
  getVersionCard: row(staff, 'models:read'),
  getVersionExplanation: row(staff, 'models:read'),
  getModelSignature: row(staff, 'models:read'),
  listModelHistory: row(staff, 'models:read'),
  predict: row(staff, 'models:read'),
  explain: row(staff, 'models:read'),
  listLabels: row(staff, 'models:read'),
  addLabel: row(staff, 'models:write'),
  promoteVersion: row(admin, 'models:write'),
  rollbackModel: row(admin, 'models:write'),
  getLlm: row(staff, 'models:read'),
  switchLlm: row(admin, 'models:write'),

  startTrainingRun: row(admin, 'loop:write'),
  listTrainingRuns: row(staff, 'loop:read'),
  getTrainingRun: row(staff, 'loop:read'),
  getTrainingSnapshot: row(staff, 'loop:read'),
  cancelTrainingRun: row(admin, 'loop:write'),
  evaluateDrift: row(admin, 'loop:write'),
  listDriftReports: row(staff, 'loop:read'),
  getDriftReport: row(staff, 'loop:read'),
  getDriftReportPage: row(staff, 'loop:read'),
  labelsNeeded: row(staff, 'loop:read'),
  getDriftSummary: row(staff, 'loop:read'),
  listRollouts: row(staff, 'loop:read'),
  getRollout: row(staff, 'loop:read'),
  getLoop: row(staff, 'loop:read'),
  setLoop: row(admin, 'loop:write'),

  getSummary: row(staff, 'operations:read'),
  getDesk: row(staff, 'operations:read'),
  listDeadLetters: row(admin, 'operations:read'),
  replayDeadLetter: row(admin, 'operations:write'),
  exportRequesterData: row(admin),
  eraseRequesterData: row(admin),
  listAudit: row(admin, 'operations:read'),
  exportAudit: row(admin, 'operations:read'),
  verifyAuditChain: row(admin, 'operations:read'),
  metrics: row(admin, 'operations:read'),
  live: row('public'),
  ready: row('public'),

  register: row('public'),
  login: row('public'),
  refreshSession: row('public'),
  logout: row('public'),
  getCaller: row(everybody, 'tickets:read'),
  changePassword: row(everybody),
  listUsers: row(admin),
  createUser: row(admin),
  changeUser: row(admin),
  listApiKeys: row(admin),
  createApiKey: row(admin),
  revokeApiKey: row(admin),
};
