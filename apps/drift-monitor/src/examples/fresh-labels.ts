import { defaultIdentity } from '@driftdesk/governance';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { type AgentLabel, type AgentLabelFilter, AgentLabelReader } from './agent-labels.js';
import { type AuthoredLabel, capAuthors } from './cap-authors.js';
import { decidingHead } from './deciding-head.js';
import { rowsToProve } from './rows-to-prove.js';

/** A first retraining comes with so many times the fewest labels at the latest. */
const most = 4;

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
  /** How many a first retraining takes, as far as those that there are can tell. */
  readonly need: number;
  /** How many of them the slice has that judges a version. */
  readonly slice: number;
  /** Rows of a slice that it takes to prove a gain; infinity when the labels speak of none. */
  readonly proof: number;
  /** Tickets whose labels do not count, because their authors gave too many. */
  readonly excluded: ReadonlySet<string>;
}

/** Which labels are looked at. */
export type FreshLabelFilter = Pick<
  AgentLabelFilter,
  'model' | 'version' | 'afterSequence' | 'givenAfter' | 'givenUntil'
>;

/** The labels that agents gave to tickets of the drifted stretch. */
@Injectable()
export class FreshLabelReader {
  constructor(
    private readonly labels: AgentLabelReader,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  async read(filter: FreshLabelFilter): Promise<FreshLabels> {
    const { labels: fewest, authorShare } = this.options.rules;
    const labels = byTicket(await this.labels.read({ ...filter, training: true }));
    const counting = capAuthors(labels, authorShare, defaultIdentity.id);
    const counted = new Set(counting.map(({ ticketId }) => ticketId));
    const excluded = labels.map(({ ticketId }) => ticketId).filter((ticketId) => !counted.has(ticketId));
    const proof = await this.proof(filter.model, counting);
    const sliceShare = this.options.models.get(filter.model)?.spec.training.sliceShare ?? 0;
    const enough = Math.min(Math.max(fewest, Math.ceil(proof / sliceShare)), most * fewest);
    return {
      have: counting.length,
      given: labels.length,
      // Fewer say too little of how often the champion errs.
      need: counting.length < fewest ? fewest : enough,
      slice: sliceShare * counting.length,
      proof,
      excluded: new Set(excluded),
    };
  }

  private async proof(model: string, counting: readonly TicketLabels[]): Promise<number> {
    const card = (await this.registry.resolve(model, 'champion'))?.card;
    if (card === undefined) return Infinity;
    const head = decidingHead(card);
    const judged = counting.flatMap(({ wrong }) => wrong.get(head) ?? []);
    const accuracy = card.heads.find(({ name }) => name === head)?.metrics.accuracy ?? 0;
    const wrong = judged.filter(Boolean).length;
    return rowsToProve({ labelled: judged.length, wrong, expected: 1 - accuracy });
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
