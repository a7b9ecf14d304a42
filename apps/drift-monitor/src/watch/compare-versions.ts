import type { Watch } from '@driftdesk/contracts';
import { exactMcNemar, pairedBootstrap } from '@driftdesk/ml';

/** What two versions said of a ticket, and whether people found it wrong. */
export interface WatchedTicket {
  /** Absent without a label. */
  readonly wrong?: { readonly now: boolean; readonly before: boolean } | undefined;
  readonly abstained: { readonly now: boolean; readonly before: boolean };
  /** Of the deciding head. */
  readonly confidence: { readonly now: number; readonly before: number };
}

/** What a watch may conclude from. */
export interface WatchRules {
  /** Chance of taking an equal version for a worse one, over all looks. */
  readonly alpha: number;
  /** How often it looks. */
  readonly looks: number;
}

/** More hand-overs to people, or less confidence, by so much is a regression when it is significant. */
const mostAbstained = 0.1;
const mostConfidenceLost = 0.15;
const seed = 11;

export type Regression = Pick<Watch, 'pValue'> & { readonly worse: boolean; readonly reason?: string | undefined };

/**
 * Compares a version with the one before on the very same tickets: errors and hand-overs by the exact McNemar test,
 * confidence by the paired bootstrap. Each look has an equal part of α (Bonferroni).
 */
export function findRegression(tickets: readonly WatchedTicket[], { alpha, looks }: WatchRules): Regression {
  const labelled = tickets.flatMap(({ wrong }) => wrong ?? []);
  const errors = paired(labelled);
  if (errors.p < alpha / looks) {
    const reason = `It errs on ${errors.now} of ${labelled.length} labelled tickets, the version before on ${errors.before} (p = ${errors.p.toExponential(1)}).`;
    return { pValue: errors.p, worse: true, reason };
  }
  const handed = paired(tickets.map(({ abstained }) => abstained));
  if (handed.p < alpha / looks && handed.now - handed.before > mostAbstained * tickets.length) {
    const reason = `It hands ${handed.now} of ${tickets.length} tickets to people, the version before ${handed.before} (p = ${handed.p.toExponential(1)}).`;
    return { pValue: errors.p, worse: true, reason };
  }
  const lost = pairedBootstrap(
    tickets.map(({ confidence }) => confidence.now - confidence.before),
    seed,
  );
  if (tickets.length > 0 && lost.upper < -mostConfidenceLost) {
    const reason = `Its confidence is ${(-lost.mean).toFixed(2)} lower than that of the version before on the same ${tickets.length} tickets.`;
    return { pValue: errors.p, worse: true, reason };
  }
  return { pValue: errors.p, worse: false };
}

/** The figures that a watch shows. */
export function describeWatch(tickets: readonly WatchedTicket[]): Omit<Watch, 'verdict' | 'pValue'> {
  const labelled = tickets.flatMap(({ wrong }) => wrong ?? []);
  const share = (pairs: readonly { now: boolean; before: boolean }[], of: 'now' | 'before') =>
    pairs.length === 0 ? undefined : pairs.filter((pair) => pair[of]).length / pairs.length;
  const abstained = tickets.map((ticket) => ticket.abstained);
  const mean = (of: 'now' | 'before') =>
    tickets.length === 0
      ? undefined
      : tickets.reduce((sum, { confidence }) => sum + confidence[of], 0) / tickets.length;
  return {
    tickets: tickets.length,
    labels: labelled.length,
    error: share(labelled, 'now'),
    errorBefore: share(labelled, 'before'),
    abstained: share(abstained, 'now'),
    abstainedBefore: share(abstained, 'before'),
    confidence: mean('now'),
    confidenceBefore: mean('before'),
  };
}

function paired(pairs: readonly { readonly now: boolean; readonly before: boolean }[]) {
  const count = (test: (pair: { now: boolean; before: boolean }) => boolean) => pairs.filter(test).length;
  return {
    now: count(({ now }) => now),
    before: count(({ before }) => before),
    p: exactMcNemar(
      count(({ now, before }) => now && !before),
      count(({ now, before }) => !now && before),
    ),
  };
}
