import {
  changePassword,
  changeUser,
  createApiKey,
  createUser,
  getCaller,
  listApiKeys,
  listUsers,
  login,
  logout,
  refreshSession,
  register,
  revokeApiKey,
} from './accounts.js';
import { exportAudit, listAudit, verifyAuditChain } from './audit.js';
import { listDeadLetters, replayDeadLetter } from './dead-letters.js';
import { getDesk } from './desk.js';
import { evaluateDrift, getDriftReport, getDriftReportPage, labelsNeeded, listDriftReports } from './drift.js';
import { explain, getVersionExplanation } from './explanations.js';
import { live, metrics, ready } from './health.js';
import { importTickets } from './imports.js';
import {
  createDocument,
  deleteDocument,
  getDocument,
  listDocuments,
  replaceDocument,
  searchKnowledge,
} from './knowledge.js';
import { getLlm, switchLlm } from './llm.js';
import { getLoop, getRollout, listRollouts, setLoop } from './loop.js';
import { addLabel, listLabels } from './labels.js';
import { getModel, getVersion, listModels, listVersions, predict } from './models.js';
import { changeConsent, eraseRequesterData, exportRequesterData } from './personal-data.js';
import { getModelSignature, getVersionCard, listModelHistory, promoteVersion, rollbackModel } from './registry.js';
import type { RouteDefinition } from './route.js';
import { getDriftSummary, getSummary } from './summary.js';
import {
  assignTicket,
  getTicket,
  giveFeedback,
  listTickets,
  reopenTicket,
  replyToTicket,
  resolveTicket,
  submitTicket,
  ticketEvents,
} from './tickets.js';
import {
  cancelTrainingRun,
  getTrainingRun,
  getTrainingSnapshot,
  listTrainingRuns,
  startTrainingRun,
} from './training-runs.js';

/** Every route there is, in the order of the documentation. */
export const routes: readonly RouteDefinition[] = [
  submitTicket,
  getTicket,
  listTickets,
  ticketEvents,
  giveFeedback,
  replyToTicket,
  assignTicket,
  resolveTicket,
  reopenTicket,
  changeConsent,
  importTickets,
  listDocuments,
  createDocument,
  getDocument,
  replaceDocument,
  deleteDocument,
  searchKnowledge,
  listModels,
  getModel,
  listVersions,
  getVersion,
  getVersionCard,
  getVersionExplanation,
  getModelSignature,
  listModelHistory,
  predict,
  getLlm,
  switchLlm,
  explain,
  listLabels,
  addLabel,
  promoteVersion,
  rollbackModel,
  startTrainingRun,
  listTrainingRuns,
  getTrainingRun,
  getTrainingSnapshot,
  cancelTrainingRun,
  evaluateDrift,
  listDriftReports,
  getDriftReport,
  getDriftReportPage,
  labelsNeeded,
  getDriftSummary,
  listRollouts,
  getRollout,
  getLoop,
  setLoop,
  getSummary,
  getDesk,
  listDeadLetters,
  replayDeadLetter,
  register,
  login,
  refreshSession,
  logout,
  getCaller,
  changePassword,
  listUsers,
  createUser,
  changeUser,
  listApiKeys,
  createApiKey,
  revokeApiKey,
  exportRequesterData,
  eraseRequesterData,
  listAudit,
  exportAudit,
  verifyAuditChain,
  live,
  ready,
  metrics,
];
