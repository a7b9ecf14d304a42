import { rolloutFailed } from '@driftdesk/contracts';
import { LOGGER, type Logger } from '@driftdesk/platform';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { newsOf, RolloutMoves } from '../../rollouts/rollout-moves.js';
import { sentence } from '../../sentence.js';
import type { RolloutRecord } from '../../rollouts/rollout-record.js';

/** Changes of aliases among which the promotion of what serves is looked for. */
const changesLookedAt = 50;

/** What a step is called in a sentence, where it can fail. */
const steps: Partial<Record<RolloutRecord['status'], string>> = {
  waiting_labels: 'Its training could not begin',
  training: 'The result of its training could not be read',
  validating: 'Its version could not be validated',
  proposed: 'The state of its proposed version could not be read',
  promoting: 'Its version could not be promoted',
  watching: 'Its version could not be watched',
};

/** What a step failed of, as a sentence. */
export function describeFailure(status: RolloutRecord['status'], message: string, times: number): string {
  const often = times > 1 ? ` (${times} times)` : '';
  return sentence(`${steps[status] ?? 'It could not go on'}${often}: ${message}`);
}

/** How rollouts end without a verdict on their version. */
@Injectable()
export class RolloutEndings {
  constructor(
    private readonly moves: RolloutMoves,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Another version serves than the one that the rollout began against. */
  async overtaken(rollout: RolloutRecord, serving: string | undefined): Promise<true> {
    const now = await this.describeMove(rollout.model, serving);
    return this.end(rollout, 'failed', `${now}; this rollout began when ${rollout.champion} served.`);
  }

  /** A step has failed so often, or so, that there is no use in another try. */
  giveUp(rollout: RolloutRecord, { message }: Error, times: number): Promise<true> {
    const { status, watch, version, champion, reason } = rollout;
    if (status === 'watching' && watch?.verdict === 'worse') {
      const often = times > 1 ? ` (${times} times)` : '';
      const found = `Version ${version} is worse than ${champion}. ${reason ?? ''}`.trim();
      const failed = sentence(`Version ${champion} could not be promoted again${often}: ${message}`);
      return this.end(rollout, 'failed', `${found} ${failed}`);
    }
    const onward = status === 'watching' ? ` Version ${version} goes on serving, and nothing watches it.` : '';
    return this.end(rollout, 'failed', `${describeFailure(status, message, times)}${onward}`);
  }

  async end(rollout: RolloutRecord, status: 'failed' | 'rolled_back', reason: string): Promise<true> {
    const { id, model, version } = rollout;
    const told = { reason, ...(version === null ? {} : { version }) };
    const news = status === 'failed' ? [newsOf(rollout, rolloutFailed, told)] : [];
    await this.moves.move(rollout, { status, reason }, ...news);
    this.logger.warn({ rollout: id, model, status, reason }, 'a rollout ended');
    return true;
  }

  /** Who made the version that serves now serve, without a full stop. */
  async describeMove(model: string, serving: string | undefined): Promise<string> {
    if (serving === undefined) return `No version of ${model} serves any more`;
    const changes = await this.registry.history(model, { limit: changesLookedAt });
    const move = changes.find(({ alias, version }) => alias === 'champion' && version === serving);
    const who = move === undefined ? '' : ` by ${move.author.id} (${move.author.role})`;
    return `Version ${serving} was promoted meanwhile${who}`;
  }
}
