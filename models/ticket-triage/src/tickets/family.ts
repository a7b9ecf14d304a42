export const queues = [
  'network',
  'hardware',
  'software',
  'access',
  'email',
  'security',
  'printing',
  'telephony',
] as const;
export type Queue = (typeof queues)[number];

export const urgencies = ['low', 'medium', 'high'] as const;
export type Urgency = (typeof urgencies)[number];

export type Language = 'en' | 'fr';

/**
 * One kind of problem as many people would write it. Texts may hold slots in braces: the shared ones of
 * `slots.ts` or the family's own. A family is held out of training whole, with every phrase it owns, so that
 * the reported numbers are about wordings never seen.
 */
export interface Family<QueueLabel extends string = Queue> {
  /** `<queue>.<problem>.<language>`, for instance `network.vpn-drops.en`. */
  readonly id: string;
  readonly queue: QueueLabel;
  readonly language: Language;
  /** Subject lines. */
  readonly subjects: readonly string[];
  /** What happens, in one to three sentences. */
  readonly problems: readonly string[];
  /** What was tried, since when, what the screen says. */
  readonly details: readonly string[];
  /** How much it hurts, in words that fit this problem; the level is the ticket's urgency. */
  readonly impact: Readonly<Record<Urgency, readonly string[]>>;
  /** Values of the family's own slots. */
  readonly slots?: Readonly<Record<string, readonly string[]>>;
}
