import type { Arm } from './arm.js';
import type { StreamTicket } from './tickets.js';

/** Tickets that arrive together: one version serves them, and their labels come together. */
const step = 10;

/**
 * Plays a stream: each ticket is predicted before its label is known to anybody (test-then-train). The stream waits while
 * an arm trains, so that what each version begins with does not depend on how busy the machine is.
 * @returns one predicted label a ticket
 */
export async function play(
  arm: Arm,
  played: readonly StreamTicket[],
  labelDelay: number,
  onProgress: (done: number, total: number) => void,
): Promise<string[]> {
  const predicted: string[] = [];
  for (let from = 0; from < played.length; from += step) {
    const tickets = played.slice(from, from + step);
    predicted.push(...(await arm.serve(tickets)));
    const due = played.slice(Math.max(0, from - labelDelay), Math.max(0, from + tickets.length - labelDelay));
    const labelled = due.filter((ticket) => ticket.labelled);
    if (labelled.length > 0) await arm.label(labelled);
    await arm.settle((tickets.at(-1)?.at ?? 0) + 1);
    onProgress(from + tickets.length, played.length);
  }
  return predicted;
}
