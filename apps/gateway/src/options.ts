import type { Consent } from '@driftdesk/contracts';
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

/** Token of the gateway's options. */
export const GATEWAY_OPTIONS = Symbol('GatewayOptions');

export interface GatewayOptions {
  /** The consent of requesters who say nothing. */
  readonly consentPolicy: Consent;
  /** The model that classifies tickets: its labels are what feedback may say. */
  readonly triageModel: string;
}
