import { defaultIdentity } from '@driftdesk/governance';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { type AgentLabel, AgentLabelReader } from './agent-labels.js';
import { type AuthoredLabel, capAuthors } from './cap-authors.js';
import { describeWithheld } from './describe-withheld.js';
import { decidingHead } from './deciding-head.js';
import { rowsToProve } from './rows-to-prove.js';

/** A first retraining comes with so many times the fewest labels at the latest. */
const most = 4;

/** An agent's labels of one ticket. */
interface TicketLabels extends AuthoredLabel {
  /** Head → whether production said something else. */
  readonly wrong: Map<string, boolean>;
}

/** Labels that may be learned. */
export interface CountedLabels {
  /** How many count towards a retraining. */
  readonly have: number;
  /** With those that do not count. */
  readonly given: number;
  readonly counting: readonly TicketLabels[];
  /** Tickets whose labels do not count, because their authors gave too many. */
  readonly excluded: ReadonlySet<string>;
}

/** A drifted stretch's. */
export interface FreshLabels extends CountedLabels {
  /** How many a first retraining takes, as far as those that there are can tell. */
  readonly need: number;
  /** Why labels do not count, as a sentence. */
  readonly withheld: string | undefined;
}

/** The labels that agents gave to tickets of the drifted stretch. */
@Injectable()
export class FreshLabelReader {
  constructor(
    private readonly labels: AgentLabelReader,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  /** Of the tickets after an observation, with what they say of a retraining. */
  async read(model: string, afterSequence: number): Promise<FreshLabels> {
    const counted = await this.count(await this.labels.read({ model, afterSequence, training: true }));
    const { labels: fewest } = this.options.rules;
    // Fewer say too little of how often the champion errs.
    const withheld = describeWithheld(counted, this.options.rules.authorShare);
    if (counted.have < fewest) return { ...counted, withheld, need: fewest };
    const enough = Math.ceil((await this.proof(model, counted)) / this.sliceShare(model));
    return { ...counted, withheld, need: Math.min(Math.max(fewest, enough), most * fewest) };
  }

  /** Which of some labels may be learned. */
  async count(labels: readonly AgentLabel[]): Promise<CountedLabels> {
    const tickets = byTicket(labels);
    const others = await this.labels.othersThan([...new Set(tickets.map(({ authorId }) => authorId))]);
    const counting = capAuthors(tickets, this.options.rules.authorShare, defaultIdentity.id, others);
    const counted = new Set(counting.map(({ ticketId }) => ticketId));
    const excluded = tickets.map(({ ticketId }) => ticketId).filter((ticketId) => !counted.has(ticketId));
    return { have: counting.length, given: tickets.length, counting, excluded: new Set(excluded) };
  }

  /** Rows of a slice that it takes to prove a gain over the champion; infinity when the labels speak of none. */
  async proof(model: string, { counting }: CountedLabels): Promise<number> {
    const card = (await this.registry.resolve(model, 'champion'))?.card;
    if (card === undefined) return Infinity;
    const head = decidingHead(card);
    const judged = counting.flatMap(({ wrong }) => wrong.get(head) ?? []);
    const accuracy = card.heads.find(({ name }) => name === head)?.metrics.accuracy ?? 0;
    const wrong = judged.filter(Boolean).length;
    return rowsToProve({ labelled: judged.length, wrong, expected: 1 - accuracy });
  }

  /** Of fresh labels, the share that judges a version. */
  sliceShare(model: string): number {
    return this.options.models.get(model)?.spec.training.sliceShare ?? 0;
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
