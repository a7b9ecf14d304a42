import type { Consent } from '@driftdesk/contracts';
import type { AuditKey } from '@driftdesk/governance';

/** Token of the gateway's options. */
export const GATEWAY_OPTIONS = Symbol('GatewayOptions');

export interface GatewayOptions {
  /** The consent of requesters who say nothing. */
  readonly consentPolicy: Consent;
  /** Most tickets that a requester may submit in 24 hours. */
  readonly ticketsPerDay: number;
  /** Most event streams at once. */
  readonly eventStreams: { readonly perCaller: number; readonly total: number };
  /** The model that classifies tickets: its labels are what feedback may say. */
  readonly triageModel: string;
  /** The folder of all state, by which people know one desk from another. */
  readonly home: string;
  /** Signs how far the audit is. */
  readonly auditKey: AuditKey;
}
