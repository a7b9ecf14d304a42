import type { DemoTicket } from './ticket-stream.js';

/** An agent who looks at a share of the tickets, of the unseen topic as of the others, and says their labels. */
export function createLabeller(share: number): (ticket: DemoTicket) => DemoTicket['labels'] | undefined {
  const due = new Map<boolean, number>();
  return ({ unseen, labels }) => {
    const now = (due.get(unseen) ?? 0) + share;
    due.set(unseen, now >= 1 ? now - 1 : now);
    return now >= 1 ? labels : undefined;
  };
}
