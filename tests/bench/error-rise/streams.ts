import { defaultIdentity } from '@driftdesk/governance';
import type { Random } from '@driftdesk/ml';

/** Which tickets people label, when, and who. */
export interface Labelling {
  readonly name: string;
  /** After how many tickets a ticket gets its label; nothing: never. */
  readonly delay: (wrong: boolean, random: Random) => number | undefined;
  /** Agents who label; one identity for all without. */
  readonly agents?: number;
  /** Share of the tickets that are of the blind sample. */
  readonly blind?: number;
}

const atOnce = () => 0;

export const labellings: readonly Labelling[] = [
  { name: 'every ticket', delay: atOnce },
  { name: 'one ticket in five', delay: (_, random) => (random() < 0.2 ? 0 : undefined) },
  { name: 'errors sooner', delay: (wrong, random) => (wrong ? 0 : Math.floor(random() * 100)) },
  { name: 'errors twice as often', delay: (wrong, random) => (random() < (wrong ? 0.5 : 0.25) ? 0 : undefined) },
  { name: 'every ticket, by six agents', delay: atOnce, agents: 6 },
  { name: 'every ticket, half of them blind', delay: atOnce, blind: 0.5 },
];

/** A label of a stream. `at`: in tickets from its beginning. */
export interface StreamLabel {
  readonly ticketId: string;
  readonly sequence: number;
  readonly observed: number;
  readonly label: string;
  readonly wrong: boolean;
  readonly blind: boolean;
  readonly authorId: string;
  readonly at: number;
}

/** Tickets that are wrong at a rate, until people have given so many labels. */
export interface Stretch {
  readonly labels: number;
  readonly rate: number;
}

/** Labels of stretches that follow each other, in the order in which they are given, and the ticket at which the last begins. */
export function drawStream({ delay, agents, blind = 0 }: Labelling, stretches: readonly Stretch[], random: Random) {
  const labels: Omit<StreamLabel, 'sequence'>[] = [];
  let observed = 0;
  let changedAt = 0;
  for (const { labels: wanted, rate } of stretches) {
    changedAt = observed;
    for (let given = 0; given < wanted;) {
      observed++;
      const wrong = random() < rate;
      const after = delay(wrong, random);
      const ticket = { ticketId: `${observed}`, observed, label: 'a', wrong, blind: random() < blind };
      if (after === undefined) continue;
      given++;
      const authorId = agents === undefined ? defaultIdentity.id : `agent ${Math.floor(random() * agents)}`;
      labels.push({ ...ticket, authorId, at: observed + after });
    }
  }
  labels.sort((one, other) => one.at - other.at);
  return { changedAt, tickets: observed, labels: labels.map((one, n): StreamLabel => ({ ...one, sequence: n + 1 })) };
}
