import { flag, integer } from '@driftdesk/platform';

/** What the gateway reads from the environment. */
export const gatewayEnvironment = {
  TICKETS_PER_DAY: integer(1, 1_000_000).default(200).describe('most tickets that a requester may submit in 24 hours'),
  CONSENT_EXTERNAL_PROCESSING: flag
    .default(true)
    .describe('whether tickets that say nothing may go to an LLM provider outside'),
  CONSENT_TRAINING: flag
    .default(true)
    .describe('whether tickets that say nothing may become training data or knowledge'),
};
