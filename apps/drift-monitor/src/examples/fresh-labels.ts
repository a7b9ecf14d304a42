import { defaultIdentity } from '@driftdesk/governance';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { type AgentLabel, AgentLabelReader } from './agent-labels.js';
import { type AuthoredLabel, capAuthors } from './cap-authors.js';
import { labelsToProve } from './labels-to-prove.js';

/** An agent's labels of one ticket. */
interface TicketLabels extends AuthoredLabel {
  /** Head → whether production said something else. */
  readonly wrong: Map<string, boolean>;
}

/** Which labels of a drifted stretch may be learned. */
export interface FreshLabels {
  /** How many count towards a retraining. */
  readonly have: number;
  /** With those that do not count. */
  readonly given: number;
  /** How many it takes to prove a gain, as far as those that there are can tell. */
  readonly need: number;
  /** Tickets whose labels do not count, because their authors gave too many. */
  readonly excluded: ReadonlySet<string>;
}

/** The labels that agents gave to tickets of the drifted stretch. */
@Injectable()
export class FreshLabelReader {
  constructor(
    private readonly labels: AgentLabelReader,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  /** Of the tickets after an observation; those that were given until then, when a time is named. */
  async since(model: string, sequence: number, until?: string): Promise<FreshLabels> {
    const filter = { model, afterSequence: sequence, training: true, givenUntil: until };
    const labels = byTicket(await this.labels.read(filter));
    const counting = capAuthors(labels, this.options.rules.authorShare, defaultIdentity.id);
    const counted = new Set(counting.map(({ ticketId }) => ticketId));
    const excluded = labels.map(({ ticketId }) => ticketId).filter((ticketId) => !counted.has(ticketId));
    const need = await this.need(model, counting);
    return { have: counted.size, given: labels.length, need, excluded: new Set(excluded) };
  }

  private async need(model: string, counting: readonly TicketLabels[]): Promise<number> {
    const { labels } = this.options.rules;
    const champion = await this.registry.resolve(model, 'champion');
    const sliceShare = this.options.models.get(model)?.spec.training.sliceShare;
    // Fewer say too little of how often the champion errs.
    if (counting.length < labels || champion === undefined || sliceShare === undefined) return labels;
    const heads = champion.card.heads.map(({ name, metrics }) => {
      const ofHead = counting.flatMap(({ wrong }) => wrong.get(name) ?? []);
      return {
        labelled: ofHead.length,
        wrong: ofHead.filter(Boolean).length,
        expected: 1 - metrics.accuracy,
      };
    });
    return labelsToProve(heads, { labels, sliceShare });
  }
}

/** The labels of each ticket; tickets in the order of their first labels, whose authors count. */
function byTicket(labels: readonly AgentLabel[]): TicketLabels[] {
  const tickets = new Map<string, TicketLabels>();
  for (const { ticketId, authorId, head, wrong } of labels) {
    const ticket = tickets.get(ticketId) ?? { ticketId, authorId, wrong: new Map() };
    ticket.wrong.set(head, wrong);
    tickets.set(ticketId, ticket);
  }
  return [...tickets.values()];
}
