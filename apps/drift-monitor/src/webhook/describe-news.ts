import type {
  driftDetected,
  modelPromoted,
  modelRejected,
  modelRolledBack,
  modelValidated,
  rolloutFailed,
} from '@driftdesk/contracts';
import { systemIdentity } from '@driftdesk/governance';
import type { z } from 'zod';
import { sentence } from '../sentence.js';

export type DriftDetected = z.infer<typeof driftDetected.schema>;
export type ModelPromoted = z.infer<typeof modelPromoted.schema>;
export type ModelRejected = z.infer<typeof modelRejected.schema>;
export type ModelValidated = z.infer<typeof modelValidated.schema>;
export type RolloutFailed = z.infer<typeof rolloutFailed.schema>;
export type ModelRolledBack = z.infer<typeof modelRolledBack.schema>;

/** Where people reach the desk; without it a message names only the path. */
type PublicUrl = string | undefined;

export function describeDrift({ model, summary, reportId }: DriftDetected, at: PublicUrl): string {
  return `${escape(`${model}: ${sentence(summary)}`)} Report: ${link(at, `/v1/drift/reports/${reportId}.html`)}`;
}

export function describePromotion(promotion: ModelPromoted, at: PublicUrl): string {
  return describeMove(promotion, 'serves now', at);
}

export function describeProposal({ model, version, rolloutId }: ModelValidated, at: PublicUrl): string {
  return (
    escape(`${model}: version ${version} passed every gate and waits to be promoted by hand.`) + rollout(rolloutId, at)
  );
}

export function describeRejection({ model, version, reasons, rolloutId }: ModelRejected, at: PublicUrl): string {
  return escape(`${model}: version ${version} was rejected: ${sentence(reasons.join(' '))}`) + rollout(rolloutId, at);
}

export function describeRollback(promotion: ModelRolledBack, at: PublicUrl): string {
  return describeMove(promotion, 'serves again', at);
}

export function describeFailure({ model, version, reason, rolloutId }: RolloutFailed, at: PublicUrl): string {
  const of = version === undefined ? 'a rollout' : `the rollout of version ${version}`;
  return escape(`${model}: ${of} ended without a verdict: ${sentence(reason)}`) + rollout(rolloutId, at);
}

function describeMove({ model, version, from, reason, author, rolloutId }: ModelPromoted, does: string, at: PublicUrl) {
  const instead = from === null ? '' : ` instead of ${from}`;
  const by = author.id === systemIdentity.id ? 'the desk itself' : `${author.id} (${author.role})`;
  return (
    escape(`${model}: version ${version} ${does}${instead}, promoted by ${by}: ${sentence(reason)}`) +
    rollout(rolloutId, at)
  );
}

function rollout(id: string | undefined, at: PublicUrl): string {
  return id === undefined ? '' : ` Rollout: ${link(at, `/v1/rollouts/${id}`)}`;
}

function link(publicUrl: PublicUrl, path: string): string {
  return `${publicUrl?.replace(/(?<!\/)\/+$/, '') ?? ''}${path}`;
}

/**
 * Labels and words come from tickets, and Slack reads `<!channel>` or `<https://…|text>` in a message as commands
 * (https://docs.slack.dev/messaging/formatting-message-text, Escaping text).
 */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
