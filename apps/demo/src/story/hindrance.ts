import type { Situation } from '../desk/situation.js';

const setLoop = (body: string) => `PUT /v1/loop with ${body}`;

/**
 * Why the desk does not go on by itself; nothing when it does. After a rejection it goes on with more labels: `labelling`
 * says that it gets them.
 */
export function hindrance({ loop, rollout, reports }: Situation, labelling = false): string | undefined {
  if (loop.paused) return `The loop is paused. ${setLoop('{"paused":false}')} lets it go on.`;
  if (loop.autonomy === 'off') return `The loop’s autonomy is off. ${setLoop('{"autonomy":"auto"}')} lets it act.`;
  if (rollout === undefined) {
    if (reports.at(-1)?.status !== 'cooldown') return undefined;
    return `The desk raised an alarm less than ${loop.rules.cooldownHours} hours ago and raises none so soon after it (DRIFT_COOLDOWN_HOURS).`;
  }
  const { status, model, version, reason = 'no reason is known.', gates = [] } = rollout;
  if (loop.autonomy === 'propose' && status === 'proposed') {
    return `${version} passed every gate and waits for a person, because the loop’s autonomy is propose: POST /v1/models/${model}/versions/${version}/promote.`;
  }
  if (status === 'rejected' && !labelling) {
    const failed = gates.filter(({ passed }) => !passed);
    return `${version} is rejected, ${failed.length} of ${gates.length} gates failed: ${reason}`;
  }
  return status === 'failed' ? `The rollout failed: ${reason}` : undefined;
}
