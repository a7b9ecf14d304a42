import type { DriftReport } from '@driftdesk/contracts';
import type { RegisteredVersion } from '@driftdesk/registry';
import { Injectable } from '@nestjs/common';
import { Analysis } from '../analysis/analysis.js';
import { AgentLabelReader } from '../examples/agent-labels.js';
import { decidingHead } from '../examples/deciding-head.js';
import type { DriftState } from './drift-state-store.js';

/** Labels that the error rate of a report is about. */
const recentLabels = 50;

/** What people's labels say of a champion. */
export interface FeedbackFindings {
  readonly feedback: DriftReport['feedback'];
  /** The first observation whose label speaks of drift. */
  readonly feedbackSince: number | undefined;
}

/** Whether a champion errs more often than before, by the labels since the last alarm. */
@Injectable()
export class FeedbackJudge {
  constructor(
    private readonly labels: AgentLabelReader,
    private readonly analysis: Analysis,
  ) {}

  /** @param falseAlarms that a month may have */
  async judge(
    model: string,
    { reference, card }: RegisteredVersion,
    { feedbackAfter }: DriftState,
    falseAlarms: number,
  ): Promise<FeedbackFindings> {
    const { version } = reference;
    const labels = await this.labels.read({ model, version, head: decidingHead(card), givenAfter: feedbackAfter });
    if (labels.length === 0) return { feedback: undefined, feedbackSince: undefined };
    const wrong = labels.map((label) => label.wrong);
    const { since, ...found } = await this.analysis.feedback({ wrong, labelsPerMonth: labels.length, falseAlarms });
    const recent = wrong.slice(-recentLabels);
    const errorRate = recent.filter(Boolean).length / recent.length;
    const alarming = since === undefined ? [] : labels.slice(since).map(({ sequence }) => sequence);
    return {
      feedback: { labels: labels.length, errorRate, ...found },
      feedbackSince: alarming.length === 0 ? undefined : Math.min(...alarming),
    };
  }
}
