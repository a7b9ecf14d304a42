import type { DriftReport } from '@driftdesk/contracts';
import type { RegisteredVersion } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { Analysis } from '../analysis/analysis.js';
import { CLOCK, type Clock } from '../clock.js';
import { type AgentLabel, AgentLabelReader } from '../examples/agent-labels.js';
import { countingLabels } from '../examples/counting-labels.js';
import { decidingHead } from '../examples/deciding-head.js';
import { ObservationReader } from '../observations/observation-reader.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import type { DriftState } from './drift-state-store.js';
import { mostLabels } from './find-error-rise.js';

/** Labels that the error rate of a report is about. */
const recentLabels = 50;
/** Labels of the blind sample that decide alone, when at least this share of the sample between them is labelled. */
const enoughBlind = 100;
const enoughOfBlind = 0.5;
const dayMs = 24 * 3_600_000;
const daysOfMonth = 30;

/** What people's labels say of a champion. */
export interface FeedbackFindings {
  readonly feedback: DriftReport['feedback'];
  /** The first observation whose label speaks of drift. */
  readonly feedbackSince: number | undefined;
  /** Labels up to this one need no other look, once they have been told of or found quiet. */
  readonly feedbackThrough: number | undefined;
}

/**
 * Whether a champion errs more often than before, by the labels since the last alarm. People choose what they label, and
 * label what is wrong sooner, so a change in whom they label must not look like drift: the blind sample decides, which is
 * drawn before anybody looks. With too little of it labelled all labels do, and then errors must rise among the labels
 * and among the tickets. One of the two decides at a time, so what each has of a month's budget adds up to one budget. No
 * author gives more than their share of either.
 */
@Injectable()
export class FeedbackJudge {
  constructor(
    private readonly labels: AgentLabelReader,
    private readonly observations: ObservationReader,
    private readonly analysis: Analysis,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  /** @param falseAlarms that a month may have */
  async judge(
    model: string,
    { reference, card }: RegisteredVersion,
    { feedbackThrough: after }: DriftState,
    falseAlarms: number,
  ): Promise<FeedbackFindings> {
    const { version } = reference;
    const given = await this.labels.first({ model, version, head: decidingHead(card), after }, mostLabels);
    const { labels: counting, share } = await countingLabels(this.labels, given, this.options.rules.authorShare);
    if (counting.length === 0) return { feedback: undefined, feedbackSince: undefined, feedbackThrough: undefined };
    const { sample, labels } = await this.choose(model, version, counting);
    const { since, ...found } = await this.analysis.feedback({
      labels: labels.map(({ wrong, observed, ticketId, authorId }) => ({ wrong, observed, ticketId, authorId })),
      perTicket: sample === 'all',
      authorShare: share,
      labelsPerMonth: perMonth(labels, this.clock()),
      falseAlarms,
    });
    const recent = labels.slice(-recentLabels);
    const errorRate = recent.filter(({ wrong }) => wrong).length / recent.length;
    const full = given.length === mostLabels || found.drifted;
    return {
      feedback: { labels: labels.length, sample, errorRate, ...found },
      feedbackSince: since,
      feedbackThrough: full ? given.at(-1)?.sequence : undefined,
    };
  }

  private async choose(model: string, version: string, counting: readonly AgentLabel[]) {
    const blind = counting.filter((label) => label.blind);
    if (blind.length >= enoughBlind) {
      const observed = blind.map((label) => label.observed);
      const drawn = await this.observations.countBlind({
        ...{ model, version },
        ...{ after: Math.min(...observed) - 1, to: Math.max(...observed) },
      });
      if (blind.length >= enoughOfBlind * drawn) return { sample: 'blind', labels: blind } as const;
    }
    return { sample: 'all', labels: counting } as const;
  }
}

/** The labels of the last 30 days, by how long there have been any. */
function perMonth(labels: readonly AgentLabel[], now: Date): number {
  const days = (label: AgentLabel | undefined) => (now.getTime() - (label?.labelledAt.getTime() ?? 0)) / dayMs;
  const recent = labels.filter((label) => days(label) <= daysOfMonth).length;
  return (recent * daysOfMonth) / Math.min(daysOfMonth, Math.max(1, days(labels[0])));
}
