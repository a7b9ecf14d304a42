import { defaultIdentity } from '@driftdesk/governance';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { AgentLabelReader, type AuthorTally, type LabelledStretch } from './agent-labels.js';
import { mostOfAuthor } from './cap-authors.js';
import { describeWithheld } from './describe-withheld.js';
import { decidingHead } from './deciding-head.js';
import { rowsToProve } from './rows-to-prove.js';

/** A first retraining comes with so many times the fewest labels at the latest. */
const most = 4;

/** Tickets with labels that may be learned. */
export interface CountedLabels {
  /** How many count towards a retraining: no author gives more than their share. */
  readonly have: number;
  /** With those that do not count. */
  readonly given: number;
  /** Of those that count, how many judge the champion's deciding head, and how many say that it erred. */
  readonly judged: number;
  readonly wrong: number;
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
    const counted = await this.count({ model, afterSequence });
    const { labels: fewest } = this.options.rules;
    // Fewer say too little of how often the champion errs.
    const withheld = describeWithheld(counted, this.options.rules.authorShare);
    if (counted.have < fewest) return { ...counted, withheld, need: fewest };
    const enough = Math.ceil((await this.proof(model, counted)) / this.sliceShare(model));
    return { ...counted, withheld, need: Math.min(Math.max(fewest, enough), most * fewest) };
  }

  /** How many of a stretch's labels may be learned, and what they say of the champion. */
  async count(stretch: LabelledStretch): Promise<CountedLabels> {
    const card = (await this.registry.resolve(stretch.model, 'champion'))?.card;
    const head = card === undefined ? '' : decidingHead(card);
    const tallies = await this.labels.tally(stretch, head);
    const { most: mostOfOne, over } = await this.share(tallies);
    const within = tallies.filter(({ authorId }) => !over.includes(authorId));
    const first = over.length === 0 ? [] : await this.labels.tallyFirst(stretch, head, over, mostOfOne);
    const counting = [...within, ...first];
    return {
      have: sumOf(counting, 'tickets'),
      given: sumOf(tallies, 'tickets'),
      judged: sumOf(counting, 'judged'),
      wrong: sumOf(counting, 'wrong'),
    };
  }

  /**
   * Tickets whose labels do not count, because their authors gave too many of those after an observation, or of all: who
   * labels before a drift teaches the version that learns of it too.
   */
  async excluded(model: string, afterSequence: number): Promise<ReadonlySet<string>> {
    const fresh = await this.beyondShare({ model, afterSequence });
    return new Set([...fresh, ...(await this.beyondShare({ model, afterSequence: 0 }))]);
  }

  private async beyondShare(stretch: LabelledStretch): Promise<readonly string[]> {
    const { most: mostOfOne, over } = await this.share(await this.labels.tally(stretch, ''));
    return over.length === 0 ? [] : this.labels.ticketsBeyond(stretch, over, mostOfOne);
  }

  /** Rows of a slice that it takes to prove a gain over the champion; infinity when the labels speak of none. */
  async proof(model: string, { judged, wrong }: CountedLabels): Promise<number> {
    const card = (await this.registry.resolve(model, 'champion'))?.card;
    if (card === undefined) return Infinity;
    const head = decidingHead(card);
    const accuracy = card.heads.find(({ name }) => name === head)?.metrics.accuracy ?? 0;
    return rowsToProve({ labelled: judged, wrong, expected: 1 - accuracy });
  }

  /** The gateway's order of the label that came last: those after it are new to a training that begins now. */
  lastGiven(): Promise<number> {
    return this.labels.lastGiven();
  }

  /** Of fresh labels, the share that judges a version. */
  sliceShare(model: string): number {
    return this.options.models.get(model)?.spec.training.sliceShare ?? 0;
  }

  /** How many tickets of one author count, and the authors who labelled more. */
  private async share(tallies: readonly AuthorTally[]): Promise<{ most: number; over: readonly string[] }> {
    const others = await this.labels.othersThan(tallies.map(({ authorId }) => authorId));
    const given = new Map(tallies.map(({ authorId, tickets }) => [authorId, tickets]));
    const mostOfOne = mostOfAuthor(given, this.options.rules.authorShare, defaultIdentity.id, others);
    const over = tallies.filter(({ authorId, tickets }) => authorId !== defaultIdentity.id && tickets > mostOfOne);
    return { most: mostOfOne, over: over.map(({ authorId }) => authorId) };
  }
}

function sumOf(tallies: readonly AuthorTally[], of: 'tickets' | 'judged' | 'wrong'): number {
  return tallies.reduce((sum, tally) => sum + tally[of], 0);
}
