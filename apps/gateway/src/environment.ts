import { flag, integer } from '@driftdesk/platform';

/** What the gateway reads from the environment. */
export const gatewayEnvironment = {
  TICKETS_PER_DAY: integer(1, 1_000_000).default(200).describe('most tickets that a requester may submit in 24 hours'),
  EVENT_STREAMS: integer(1, 100_000).default(1_000).describe('most streams of tickets’ events at once'),
  EVENT_STREAMS_PER_CALLER: integer(1, 100_000)
    .default(50)
    .describe('most streams of tickets’ events of one user or API key at once'),
  CONSENT_EXTERNAL_PROCESSING: flag
    .default(true)
    .describe('whether tickets that say nothing may go to an LLM provider outside'),
  CONSENT_TRAINING: flag
    .default(true)
    .describe('whether tickets that say nothing may become training data or knowledge'),
};
