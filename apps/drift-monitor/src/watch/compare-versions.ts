import type { Watch } from '@driftdesk/contracts';
import { defaultIdentity } from '@driftdesk/governance';
import { exactMcNemar } from '@driftdesk/ml';
import type { AuthoredLabel, AuthorShare } from '../examples/cap-authors.js';
import { withoutLoudest } from '../examples/without-loudest.js';
import { lossBound } from './loss-bound.js';

interface Pair {
  readonly now: boolean;
  readonly before: boolean;
}

/** What two versions said of a ticket. */
export interface SampledTicket {
  readonly abstained: Pair;
  /** Of the deciding head. */
  readonly confidence: { readonly now: number; readonly before: number };
}

/** Whether people found two versions wrong about a ticket, and who says so. */
export interface LabelledPair extends Pair, AuthoredLabel {}

/** What a look at a watched version compares. */
export interface WatchedTickets {
  /** Of each labelled ticket. No author gave more than their share. */
  readonly labelled: readonly LabelledPair[];
  /** The newest tickets, labelled or not: people label what is handed to them sooner. */
  readonly sample: readonly SampledTicket[];
}

/** What a watch may conclude from. */
export interface WatchRules {
  /** Chance of taking an equal version for a worse one, over all looks and tests. */
  readonly alpha: number;
  /** How often it looks at most. */
  readonly looks: number;
  /** Of the labels that one author may give; from 1 on, one may decide. */
  readonly authorShare: AuthorShare;
}

/** More hand-overs to people, or less confidence, by so much is a regression when it is significant. */
const mostAbstained = 0.1;
const mostConfidenceLost = 0.15;
/** The parts of α that errors, hand-overs and confidence spend. Labels say most. */
const spent = { errors: 0.5, handOvers: 0.25, confidence: 0.25 } as const;

export type Regression = Pick<Watch, 'pValue'> & { readonly worse: boolean; readonly reason?: string | undefined };

/**
 * Compares a version with the one before on the very same tickets: errors and hand-overs by the exact McNemar test,
 * confidence by a one-sided bound. Errors must be more also without the author who finds most of them. α is spent on the three tests and in equal parts on the looks, each of which sees what the
 * looks before it saw (Lan & DeMets 1983, Discrete sequential boundaries for clinical trials; equal parts add up whatever
 * the looks have in common).
 */
export function findRegression(
  { labelled, sample }: WatchedTickets,
  { alpha, looks, authorShare }: WatchRules,
): Regression {
  const errors = paired(labelled);
  const others = paired(withoutLoudest(labelled, isAgainst, authorShare, defaultIdentity.id));
  if (Math.max(errors.p, others.p) < (spent.errors * alpha) / looks) {
    const reason = `It errs on ${errors.now} of ${labelled.length} labelled tickets, the version before on ${errors.before} (p = ${errors.p.toExponential(1)}).`;
    return { pValue: errors.p, worse: true, reason };
  }
  const handed = paired(sample.map(({ abstained }) => abstained));
  if (handed.p < (spent.handOvers * alpha) / looks && handed.now - handed.before > mostAbstained * sample.length) {
    const reason = `It hands ${handed.now} of ${sample.length} tickets to people, the version before ${handed.before} (p = ${handed.p.toExponential(1)}).`;
    return { pValue: errors.p, worse: true, reason };
  }
  const lost = sample.map(({ confidence }) => confidence.before - confidence.now);
  if (lossBound(lost, (spent.confidence * alpha) / looks) > mostConfidenceLost) {
    const mean = lost.reduce((sum, one) => sum + one, 0) / lost.length;
    const reason = `Its confidence is ${mean.toFixed(2)} lower than that of the version before on the same ${lost.length} tickets.`;
    return { pValue: errors.p, worse: true, reason };
  }
  return { pValue: errors.p, worse: false };
}

/** It says that the version is wrong where the one before was right. */
const isAgainst = ({ now, before }: LabelledPair) => now && !before;

/** The figures that a watch shows. */
export function describeWatch({ labelled, sample }: WatchedTickets): Omit<Watch, 'verdict' | 'pValue'> {
  const share = (pairs: readonly Pair[], of: 'now' | 'before') =>
    pairs.length === 0 ? undefined : pairs.filter((pair) => pair[of]).length / pairs.length;
  const abstained = sample.map((ticket) => ticket.abstained);
  const mean = (of: 'now' | 'before') =>
    sample.length === 0 ? undefined : sample.reduce((sum, { confidence }) => sum + confidence[of], 0) / sample.length;
  return {
    tickets: sample.length,
    labels: labelled.length,
    error: share(labelled, 'now'),
    errorBefore: share(labelled, 'before'),
    abstained: share(abstained, 'now'),
    abstainedBefore: share(abstained, 'before'),
    confidence: mean('now'),
    confidenceBefore: mean('before'),
  };
}

function paired(pairs: readonly Pair[]) {
  const count = (test: (pair: Pair) => boolean) => pairs.filter(test).length;
  return {
    now: count(({ now }) => now),
    before: count(({ before }) => before),
    p: exactMcNemar(
      count(({ now, before }) => now && !before),
      count(({ now, before }) => !now && before),
    ),
  };
}
