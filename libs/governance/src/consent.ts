import type { Consent } from '@driftdesk/contracts';

/** What a requester allows who says nothing; each installation sets its policy. */
export function withDefaultConsent(stated: Partial<Consent> | undefined, policy: Consent): Consent {
  return {
    externalProcessing: stated?.externalProcessing ?? policy.externalProcessing,
    training: stated?.training ?? policy.training,
  };
}
