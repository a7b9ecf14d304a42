import type { Loop } from '@driftdesk/contracts';

/** What a desk on two cores answers, and what a training takes there. */
const ticketsPerSecond = { fast: 60, slow: 15 };
const trainingMinutes = { fast: 1, slow: 5 };
const windowsInARow = 2;

/** How much will be played and how long that takes. `have`: tickets of the reference that are there. */
export function planLines({ reference, window, labels }: Loop['rules'], have: number, labelShare: number): string[] {
  const ordinary = Math.max(0, reference - have) + window;
  const drifted = Math.max(windowsInARow * window, Math.ceil(labels / labelShare));
  const tickets = Math.ceil((ordinary + drifted) / 100) * 100;
  const minutes = (kind: 'fast' | 'slow') => Math.ceil(trainingMinutes[kind] + tickets / ticketsPerSecond[kind] / 60);
  return [
    `The desk compares windows of ${window} tickets with the first ${reference}, and retrains on ${labels} fresh labels.`,
    `That is about ${tickets} tickets and one training: ${minutes('fast')} to ${minutes('slow')} minutes.`,
  ];
}
