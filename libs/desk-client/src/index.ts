export {
  createDeskClient,
  defaultDeskUrl,
  type DeskClient,
  type DeskClientOptions,
  type DeskReply,
  DeskProblem,
  succeeded,
} from './desk-client.js';
export { readKey } from './read-key.js';
