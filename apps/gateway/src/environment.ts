import { flag } from '@driftdesk/platform';

/** What the gateway reads from the environment. */
export const gatewayEnvironment = {
  CONSENT_EXTERNAL_PROCESSING: flag
    .default(true)
    .describe('whether tickets that say nothing may go to an LLM provider outside'),
  CONSENT_TRAINING: flag
    .default(true)
    .describe('whether tickets that say nothing may become training data or knowledge'),
};
