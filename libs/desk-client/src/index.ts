export {
  createDeskClient,
  defaultDeskUrl,
  type DeskClient,
  type DeskClientOptions,
  type DeskReply,
  DeskProblem,
  succeeded,
} from './desk-client.js';
