import type { TicketView } from '@driftdesk/contracts';
import type { DemoTicket } from './ticket-stream.js';

/** How many tickets of the unseen topic a version was given, and how many it put where they belong. */
export interface TopicCount {
  readonly tickets: number;
  readonly right: number;
}

/** Counts by version. */
export interface Tally {
  add(ticket: DemoTicket, view: TicketView): void;
  of(version: string): TopicCount;
}

export function createTally(head: string): Tally {
  const counts = new Map<string, TopicCount>();
  const of = (version: string) => counts.get(version) ?? { tickets: 0, right: 0 };
  return {
    add({ unseen, labels }, view) {
      const said = view[head as 'queue' | 'urgency']?.label;
      if (!unseen || view.model === undefined) return;
      const { tickets, right } = of(view.model.version);
      counts.set(view.model.version, { tickets: tickets + 1, right: right + (said === labels[head] ? 1 : 0) });
    },
    of,
  };
}
