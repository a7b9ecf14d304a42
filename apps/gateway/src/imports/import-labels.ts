import type { Author, ImportedTicket } from '@driftdesk/contracts';
import { HttpProblem } from '@driftdesk/platform';
import { foldLabel, LabelRefused, REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { GATEWAY_OPTIONS, type GatewayOptions } from '../options.js';

/** Head → labels. */
export type LabelsByHead = Readonly<Record<string, readonly string[]>>;

/** Tickets whose labels are spelled as the model spells them, and those labels that it does not have. */
export interface SpelledTickets {
  readonly tickets: readonly ImportedTicket[];
  readonly newLabels: LabelsByHead;
  /** Labels that are spelled otherwise than they came, each once. */
  readonly respelled: readonly Respelled[];
}

/** A label as it came, and the known one that it is taken as. */
export interface Respelled {
  readonly head: string;
  readonly label: string;
  readonly as: string;
}

/** The labels that imports bring to the model that classifies tickets. */
@Injectable()
export class ImportLabels {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
  ) {}

  /** @throws HttpProblem 503 while the model is not known */
  async spell(tickets: readonly ImportedTicket[]): Promise<SpelledTickets> {
    const { triageModel } = this.options;
    const heads = await this.registry.labels(triageModel);
    if (heads.length === 0) {
      throw new HttpProblem(503, 'model_not_loaded', `There is no model ${triageModel} to learn labels.`);
    }
    const known = heads.map(({ name, labels }) => [name, labels.map(({ label }) => label)] as const);
    return spellLabels(tickets, Object.fromEntries(known));
  }

  /** Labels of imports are labels of the model from then on. @throws HttpProblem 400 when it has no such head */
  async register(newLabels: LabelsByHead, author: Author): Promise<void> {
    for (const [head, labels] of Object.entries(newLabels)) {
      for (const label of labels) await this.add(head, label, author);
    }
  }

  private async add(head: string, label: string, author: Author): Promise<void> {
    try {
      await this.registry.addLabel(this.options.triageModel, head, label, author);
    } catch (error) {
      if (!(error instanceof LabelRefused)) throw error;
      // Somebody else was quicker.
      if (error.reason === 'label_exists') return;
      throw new HttpProblem(400, error.reason, error.message);
    }
  }
}

/** Spells labels as the known ones are, or as they were met first; "hardware" and "Hardware" are one label. */
export function spellLabels(tickets: readonly ImportedTicket[], known: LabelsByHead): SpelledTickets {
  const heads = new Map<string, Map<string, string>>();
  const newLabels: Record<string, string[]> = {};
  const respelled = new Map<string, Respelled>();
  const spell = (head: string, label: string): string => {
    const spellings = heads.get(head) ?? new Map((known[head] ?? []).map((one) => [foldLabel(one), one]));
    heads.set(head, spellings);
    const spelling = spellings.get(foldLabel(label));
    if (spelling !== undefined) {
      if (spelling !== label) respelled.set(JSON.stringify([head, label]), { head, label, as: spelling });
      return spelling;
    }
    spellings.set(foldLabel(label), label);
    (newLabels[head] ??= []).push(label);
    return label;
  };
  const spelled = tickets.map((ticket) => {
    const { queue, urgency } = ticket.labels;
    const labels = {
      queue: spell('queue', queue),
      ...(urgency === undefined ? {} : { urgency: spell('urgency', urgency) }),
    };
    return { ...ticket, labels };
  });
  return { tickets: spelled, newLabels, respelled: [...respelled.values()] };
}
