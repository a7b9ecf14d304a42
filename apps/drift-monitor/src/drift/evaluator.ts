import { type DriftReport, driftDetected } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { type Comparison, judge, planFalseAlarms, type RootCause, type Verdict } from '@driftdesk/drift';
import { newEvent, publish } from '@driftdesk/messaging';
import { LOGGER, type Logger, METRICS, type Metrics } from '@driftdesk/platform';
import { REGISTRY, type RegisteredVersion, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Analysis } from '../analysis/analysis.js';
import { CLOCK, type Clock } from '../clock.js';
import { FeedbackReader } from '../examples/feedback-reader.js';
import { LoopSettings } from '../loop/loop-settings.js';
import type { Observation } from '../observations/observation.js';
import { ObservationWindows, type Windows } from '../observations/windows.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { RolloutMoves } from '../rollouts/rollout-moves.js';
import { type RolloutBeginning, RolloutStore } from '../rollouts/rollout-store.js';
import { describeRootCause, describeTests, describeWindow, summarise } from './describe-report.js';
import { DriftReportStore, insertDriftReport } from './drift-report-store.js';
import { type DriftState, DriftStateStore, writeDriftState } from './drift-state-store.js';
import { nextState } from './next-state.js';
import { toWindowRow } from './window-row.js';

type Trigger = DriftReport['trigger'];

const hourMs = 3_600_000;
const hoursOfMonth = 720;
const windowsInARow = 2;

/** What an evaluation looked at and found, before it is judged. */
interface Findings {
  readonly champion: RegisteredVersion;
  readonly windows: Windows;
  readonly alpha: number;
  readonly comparison: Comparison | undefined;
  readonly feedback: DriftReport['feedback'];
  readonly feedbackSince: number | undefined;
}

/** Compares what came since the last evaluation with a champion's first tickets; one evaluation at a time. */
@Injectable()
export class Evaluator {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly windows: ObservationWindows,
    private readonly feedback: FeedbackReader,
    private readonly analysis: Analysis,
    private readonly states: DriftStateStore,
    private readonly reports: DriftReportStore,
    private readonly rollouts: RolloutStore,
    private readonly moves: RolloutMoves,
    private readonly loop: LoopSettings,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  /** @returns the report, or nothing when the model has no champion */
  evaluate(model: string, trigger: Trigger): Promise<DriftReport | undefined> {
    const next = this.last.then(() => this.run(model, trigger));
    this.last = next.catch(() => undefined);
    return next;
  }

  private async run(model: string, trigger: Trigger): Promise<DriftReport | undefined> {
    const started = performance.now();
    const champion = await this.registry.resolve(model, 'champion');
    if (champion === undefined) return undefined;
    const state = await this.states.of(model, champion.reference.version);
    const findings = await this.find(model, champion, state, trigger);
    const at = this.clock();
    const verdict = this.judge(state, findings, at);
    const rootCause = verdict.status === 'drift' ? await this.explain(findings) : undefined;
    const evaluated = { ...findings, feedbackDrifted: findings.feedback?.drifted ?? false };
    const next = nextState(state, evaluated, verdict, { at, correlationId: uuidv7() });
    const draft = this.describe(model, trigger, findings, verdict, {
      at,
      rootCause,
      correlationId: next.correlationId,
    });
    const report = { ...draft, milliseconds: Math.round(performance.now() - started) };
    return this.keep(report, next);
  }

  private async find(
    model: string,
    champion: RegisteredVersion,
    state: DriftState,
    trigger: Trigger,
  ): Promise<Findings> {
    const { rules } = this.options;
    const { version } = champion.reference;
    const sizes = { reference: rules.reference, current: rules.window };
    const windows = await this.windows.of(model, version, state.evaluatedTo, sizes);
    const evaluations = Math.max(
      hoursOfMonth / rules.evaluationHours,
      await this.reports.countOfMonth(model, this.clock()),
    );
    const plan = planFalseAlarms({ falseAlarms: rules.falseAlarms, evaluations, windowsInARow });
    const enough =
      trigger !== 'labels' &&
      windows.reference.length >= rules.reference &&
      windows.current.length >= rules.minimumWindow;
    const findings = { champion, windows, alpha: plan.alpha };
    return {
      ...findings,
      comparison: enough ? await this.analysis.compare(taskOf(findings)) : undefined,
      ...(await this.judgeFeedback(model, champion, state, plan.feedbackFalseAlarms)),
    };
  }

  /** The head that sends tickets to a person decides: the first one that may abstain. */
  private async judgeFeedback(
    model: string,
    { reference, card }: RegisteredVersion,
    state: DriftState,
    falseAlarms: number,
  ) {
    const head = (card.heads.find(({ abstains }) => abstains) ?? card.heads[0])?.name ?? '';
    const labels = await this.feedback.of(model, reference.version, head, state.feedbackAfter);
    if (labels.length === 0) return { feedback: undefined, feedbackSince: undefined };
    const wrong = labels.map((label) => label.wrong);
    const { since, ...found } = await this.analysis.feedback({ wrong, labelsPerMonth: labels.length, falseAlarms });
    const recent = wrong.slice(-50);
    const errorRate = recent.filter(Boolean).length / recent.length;
    const alarming = since === undefined ? [] : labels.slice(since).map(({ sequence }) => sequence);
    return {
      feedback: { labels: labels.length, errorRate, ...found },
      feedbackSince: alarming.length === 0 ? undefined : Math.min(...alarming),
    };
  }

  private judge(state: DriftState, { windows, comparison, feedback }: Findings, at: Date): Verdict {
    const { rules } = this.options;
    const verdictRules = {
      minimumRows: rules.minimumWindow,
      windowsInARow,
      freshRows: rules.minimumWindow,
      cooldownMs: rules.cooldownHours * hourMs,
    };
    if (feedback?.drifted === true) return judge(state.verdict, { kind: 'feedback-alarm' }, at.getTime(), verdictRules);
    const rows = {
      reference: windows.reference.length,
      current: comparison === undefined ? 0 : windows.current.length,
    };
    const signal = {
      kind: 'windows' as const,
      comparison: { rows, drifted: comparison?.drifted ?? false },
      lastRow: windows.current.at(-1)?.sequence ?? 0,
    };
    return judge(state.verdict, signal, at.getTime(), verdictRules);
  }

  private async explain(findings: Findings): Promise<RootCause | undefined> {
    const { reference, current } = findings.windows;
    if (reference.length === 0 || current.length === 0) return undefined;
    return this.analysis.rootCause(taskOf(findings));
  }

  private describe(
    model: string,
    trigger: Trigger,
    { champion, windows, alpha, comparison, feedback }: Findings,
    verdict: Verdict,
    { at, rootCause, correlationId }: { at: Date; rootCause: RootCause | undefined; correlationId: string | undefined },
  ): DriftReport {
    const report = {
      id: uuidv7(),
      model,
      version: champion.reference.version,
      status: verdict.status,
      trigger,
      createdAt: at.toISOString(),
      milliseconds: 0,
      correlationId,
      alpha,
      firstDriftedAt: verdict.since === undefined ? undefined : new Date(verdict.since).toISOString(),
      reference: describeWindow(windows.reference),
      current: describeWindow(windows.current),
      tests: describeTests(comparison),
      feedback,
      rootCause: rootCause && describeRootCause(rootCause, windows.current),
    };
    return { ...report, summary: summarise(report) };
  }

  /** Report, state, event and the rollout that it sets off commit together. */
  private async keep(report: DriftReport, state: DriftState): Promise<DriftReport> {
    const drift = report.status === 'drift';
    const { autonomy } = await this.loop.get();
    const rolloutId = drift && autonomy !== 'off' ? await this.rolloutOf(report) : undefined;
    const kept = { ...report, ...(rolloutId === undefined ? {} : { rolloutId }) };
    const begun = await this.database.transaction(async (sql) => {
      if (report.tests.length > 0 || drift || report.trigger === 'request') await insertDriftReport(sql, kept);
      // After an alarm the next drifted window begins a story of its own.
      await writeDriftState(
        sql,
        report.model,
        drift ? { ...state, driftsAfter: undefined, correlationId: undefined } : state,
      );
      if (!drift) return undefined;
      const { id: reportId, model, version, summary } = kept;
      const payload = { model, version, reportId, summary, ...(rolloutId === undefined ? {} : { rolloutId }) };
      await publish(sql, [newEvent(driftDetected, payload, state.correlationId ?? uuidv7())]);
      if (rolloutId === undefined) return undefined;
      return this.moves.begin(sql, beginning(rolloutId, kept, state.driftsAfter ?? 0));
    });
    begun?.();
    this.count(kept);
    this.logger.info({ model: report.model, driftReport: report.id, status: report.status }, report.summary);
    return kept;
  }

  private count({ model, status, feedback }: DriftReport): void {
    this.metrics.driftEvaluations.inc({ status });
    if (feedback?.errorRate !== undefined) this.metrics.feedbackError.set({ model }, feedback.errorRate);
  }

  /** The rollout that is about this drift already, or a new one. */
  private async rolloutOf({ model, version }: DriftReport): Promise<string> {
    const open = await this.rollouts.openOf(model);
    if (open !== undefined) return open;
    const latest = await this.rollouts.latest(model);
    // What was learned from it has been rejected, so it goes on against the same champion: `FollowUps` decides when to try again.
    return latest?.status === 'rejected' && latest.champion === version ? latest.id : uuidv7();
  }
}

function beginning(id: string, report: DriftReport, sinceSequence: number): RolloutBeginning {
  const { model, version: champion, id: reportId, createdAt: detected } = report;
  const stations = { drifted: report.firstDriftedAt ?? detected, detected };
  return { id, model, correlationId: report.correlationId ?? id, reportId, champion, sinceSequence, stations };
}

function taskOf({ champion, windows, alpha }: Pick<Findings, 'champion' | 'windows' | 'alpha'>) {
  const rows = (observations: readonly Observation[]) =>
    observations.map((observation) => toWindowRow(observation, champion.card.heads));
  const seed = windows.current.at(-1)?.sequence ?? 0;
  return { reference: rows(windows.reference), current: rows(windows.current), options: { alpha, seed } };
}
