import { cutText, type Envelope, type GateResult } from '@driftdesk/contracts';
import { auditEvent, systemIdentity } from '@driftdesk/governance';
import type { RolloutRecord } from '../rollouts/rollout-record.js';

/** What the gates of a rollout decided, for the audit: how many there were, and which it failed. */
export function gatesDecided(
  news: Envelope,
  { id, model, version }: RolloutRecord,
  results: readonly GateResult[],
): Envelope {
  const failed = results
    .filter(({ passed }) => !passed)
    .map(({ gate }) => ('head' in gate ? `${gate.kind}:${gate.head}` : gate.kind));
  const facts = { version: version ?? '', rollout: id, gates: results.length, failed: cutText(failed.join(' '), 200) };
  const outcome = failed.length === 0 ? 'success' : 'refused';
  const subject = { kind: 'model', id: model };
  return auditEvent({ action: 'model.gates-decided', outcome, actor: systemIdentity, subject, facts }, news);
}
