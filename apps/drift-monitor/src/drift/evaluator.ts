import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DriftReport } from '@driftdesk/contracts';
import { type Comparison, judge, planFalseAlarms, type RootCause, type Verdict } from '@driftdesk/drift';
import { REGISTRY, type RegisteredVersion, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Analysis } from '../analysis/analysis.js';
import type { ComparisonTask } from '../analysis/analysis.worker.js';
import { packRows } from '../analysis/packed-rows.js';
import { CLOCK, type Clock } from '../clock.js';
import { ObservationWindows, type Windows } from '../observations/windows.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { describeRootCause, describeTests, describeWindow, summarise } from './describe-report.js';
import { DriftReportStore } from './drift-report-store.js';
import { type DriftState, DriftStateStore } from './drift-state-store.js';
import { type FeedbackFindings, FeedbackJudge } from './feedback-judge.js';
import { nextState } from './next-state.js';
import { ReportKeeper } from './report-keeper.js';

/** What sets an evaluation off. */
export type Trigger = DriftReport['trigger'];

const hourMs = 3_600_000;
const hoursOfMonth = 720;
const windowsInARow = 2;

/** What an evaluation looked at and found, before it is judged. */
interface Findings extends FeedbackFindings {
  readonly champion: RegisteredVersion;
  readonly windows: Windows;
  readonly alpha: number;
  readonly comparison: Comparison | undefined;
}

/** Compares what came since the last evaluation with a champion's first tickets; one evaluation at a time. */
@Injectable()
export class Evaluator {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly windows: ObservationWindows,
    private readonly feedback: FeedbackJudge,
    private readonly analysis: Analysis,
    private readonly states: DriftStateStore,
    private readonly reports: DriftReportStore,
    private readonly keeper: ReportKeeper,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
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
    const next = nextState(state, evaluated, verdict, { correlationId: uuidv7() });
    const draft = this.describe(model, trigger, findings, verdict, {
      at,
      rootCause,
      correlationId: next.correlationId,
    });
    const report = { ...draft, milliseconds: Math.round(performance.now() - started) };
    return this.keeper.keep(report, next);
  }

  private async find(
    model: string,
    champion: RegisteredVersion,
    state: DriftState,
    trigger: Trigger,
  ): Promise<Findings> {
    const { rules } = this.options;
    const { version } = champion.reference;
    const sizes = { reference: rules.reference, referenceMost: rules.referenceMost, current: rules.window };
    const windows = await this.windows.of(model, version, state, sizes);
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
      comparison: enough ? await this.analysis.compare(await taskOf(findings)) : undefined,
      ...(await this.feedback.judge(model, champion, state, plan.feedbackFalseAlarms)),
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
    return this.analysis.rootCause(await taskOf(findings));
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
}

/** What the worker is asked. Packing and sending full windows take 5 ms each: in a turn of their own. */
async function taskOf({
  champion,
  windows,
  alpha,
}: Pick<Findings, 'champion' | 'windows' | 'alpha'>): Promise<ComparisonTask> {
  const { heads } = champion.card;
  const seed = windows.current.at(-1)?.sequence ?? 0;
  await nextTurn();
  const task = {
    reference: packRows(windows.reference, heads),
    current: packRows(windows.current, heads),
    options: { alpha, seed },
  };
  await nextTurn();
  return task;
}
