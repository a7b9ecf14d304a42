import type { Example } from '@driftdesk/contracts';
import type { DemoModel } from './demo-model.js';

/** A ticket to submit, and what an agent knows of it. */
export interface DemoTicket {
  readonly subject?: string | undefined;
  readonly body: string;
  readonly language: string;
  /** Head → the right label. */
  readonly labels: Readonly<Record<string, string>>;
  readonly unseen: boolean;
}

/** Tickets that nothing else uses: training, tests and benches have other seeds. */
const ordinarySeed = 270_000;
const unseenSeed = 280_000;
const chunk = 250;

/** The two endless streams that the demo plays; each ticket comes once. */
export interface TicketStreams {
  readonly ordinary: Iterator<DemoTicket, never>;
  /** Every other ticket is about the unseen topic. */
  readonly drifted: Iterator<DemoTicket, never>;
}

export function ticketStreams(model: DemoModel): TicketStreams {
  const ordinary = endless((options) => model.tickets(options), ordinarySeed, false);
  const unseen = endless((options) => model.unseen.tickets(options), unseenSeed, true);
  return { ordinary, drifted: alternate(unseen, ordinary) };
}

function* endless(
  generate: (options: { seed: number; count: number }) => Example[],
  firstSeed: number,
  unseen: boolean,
): Generator<DemoTicket, never> {
  for (let seed = firstSeed; ; seed++) {
    for (const { subject, body, language, labels } of generate({ seed, count: chunk })) {
      yield { subject, body, language, labels, unseen };
    }
  }
}

function* alternate<Item>(...streams: readonly Iterator<Item, never>[]): Generator<Item, never> {
  for (;;) for (const stream of streams) yield stream.next().value;
}
