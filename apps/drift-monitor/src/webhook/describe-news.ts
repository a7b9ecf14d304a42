import type {
  driftDetected,
  modelPromoted,
  modelRejected,
  modelRolledBack,
  modelValidated,
} from '@driftdesk/contracts';
import type { z } from 'zod';

export type DriftDetected = z.infer<typeof driftDetected.schema>;
export type ModelPromoted = z.infer<typeof modelPromoted.schema>;
export type ModelRejected = z.infer<typeof modelRejected.schema>;
export type ModelValidated = z.infer<typeof modelValidated.schema>;
export type ModelRolledBack = z.infer<typeof modelRolledBack.schema>;

/** Where people reach the desk; without it a message names only the path. */
type PublicUrl = string | undefined;

export function describeDrift({ model, summary, reportId }: DriftDetected, at: PublicUrl): string {
  return `${escape(`${model}: ${sentence(summary)}`)} Report: ${link(at, `/v1/drift/reports/${reportId}.html`)}`;
}

export function describePromotion({ model, version, from, reason, rolloutId }: ModelPromoted, at: PublicUrl): string {
  return (
    escape(`${model}: version ${version} serves now instead of ${from}: ${sentence(reason)}`) + rollout(rolloutId, at)
  );
}

export function describeProposal({ model, version, rolloutId }: ModelValidated, at: PublicUrl): string {
  return (
    escape(`${model}: version ${version} passed every gate and waits to be promoted by hand.`) + rollout(rolloutId, at)
  );
}

export function describeRejection({ model, version, reasons, rolloutId }: ModelRejected, at: PublicUrl): string {
  return escape(`${model}: version ${version} was rejected: ${sentence(reasons.join(' '))}`) + rollout(rolloutId, at);
}

export function describeRollback({ model, version, from, reason, rolloutId }: ModelRolledBack, at: PublicUrl): string {
  return (
    escape(`${model}: version ${version} serves again instead of ${from}: ${sentence(reason)}`) + rollout(rolloutId, at)
  );
}

function rollout(id: string | undefined, at: PublicUrl): string {
  return id === undefined ? '' : ` Rollout: ${link(at, `/v1/rollouts/${id}`)}`;
}

function link(publicUrl: PublicUrl, path: string): string {
  return `${publicUrl?.replace(/(?<!\/)\/+$/, '') ?? ''}${path}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/**
 * Labels and words come from tickets, and Slack reads `<!channel>` or `<https://…|text>` in a message as commands
 * (https://docs.slack.dev/messaging/formatting-message-text, Escaping text).
 */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
