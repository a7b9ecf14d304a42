import type { ImportedTicket } from '@driftdesk/contracts';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { GATEWAY_OPTIONS, type GatewayOptions } from '../options.js';

/** Head → labels. */
export type LabelsByHead = Readonly<Record<string, readonly string[]>>;

/** Tickets whose labels are spelled as the model spells them, and those labels that it does not have. */
export interface SpelledTickets {
  readonly tickets: readonly ImportedTicket[];
  readonly newLabels: LabelsByHead;
}

/** The labels that imports bring to the model that classifies tickets. */
@Injectable()
export class ImportLabels {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
  ) {}

  async spell(tickets: readonly ImportedTicket[]): Promise<SpelledTickets> {
    return spellLabels(tickets, await this.known());
  }

  private async known(): Promise<LabelsByHead> {
    const champion = await this.registry.resolve(this.options.triageModel, 'champion');
    return Object.fromEntries((champion?.card.heads ?? []).map(({ name, labels }) => [name, labels]));
  }
}

/** Spells labels as the known ones are, or as they were met first; "hardware" and "Hardware" are one label. */
export function spellLabels(tickets: readonly ImportedTicket[], known: LabelsByHead): SpelledTickets {
  const heads = new Map<string, Map<string, string>>();
  const newLabels: Record<string, string[]> = {};
  const spell = (head: string, label: string): string => {
    const spellings = heads.get(head) ?? new Map((known[head] ?? []).map((one) => [fold(one), one]));
    heads.set(head, spellings);
    const spelling = spellings.get(fold(label));
    if (spelling !== undefined) return spelling;
    spellings.set(fold(label), label);
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
  return { tickets: spelled, newLabels };
}

function fold(label: string): string {
  return label.normalize('NFKC').toLowerCase();
}
