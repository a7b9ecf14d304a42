import {
  driftReportSchema,
  type DriftReport,
  type Loop,
  loopSchema,
  pageOf,
  type Rollout,
  rolloutSchema,
  type TrainingRun,
  trainingRunSchema,
} from '@driftdesk/contracts';
import { type DeskClient, succeeded } from '@driftdesk/desk-client';

/** What the desk says of its loop at one moment. */
export interface Situation {
  readonly loop: Loop;
  /** Since the demo began, oldest first. */
  readonly reports: readonly DriftReport[];
  /** The newest one that the demo is about. */
  readonly rollout?: Rollout | undefined;
  /** The rollout's. */
  readonly run?: TrainingRun | undefined;
}

/** Ids of reports and rollouts that were there before the demo and are none of its business. */
export type Known = ReadonlySet<string>;

const reportPage = pageOf(driftReportSchema);
const rolloutPage = pageOf(rolloutSchema);

export async function listReports(desk: DeskClient): Promise<DriftReport[]> {
  return reportPage.parse(succeeded(await desk.call('GET', '/v1/drift/reports?limit=50'))).items;
}

/** Newest first. */
export async function listRollouts(desk: DeskClient, model: string): Promise<Rollout[]> {
  return rolloutPage.parse(succeeded(await desk.call('GET', `/v1/rollouts?model=${model}&limit=20`))).items;
}

export async function getLoop(desk: DeskClient): Promise<Loop> {
  return loopSchema.parse(succeeded(await desk.call('GET', '/v1/loop')));
}

export async function readSituation(desk: DeskClient, model: string, known: Known): Promise<Situation> {
  const [loop, reports, rollouts] = await Promise.all([getLoop(desk), listReports(desk), listRollouts(desk, model)]);
  const rollout = rollouts.find(({ id }) => !known.has(id));
  const runId = rollout?.trainingRunId;
  const run =
    runId === undefined
      ? undefined
      : trainingRunSchema.parse(succeeded(await desk.call('GET', `/v1/training-runs/${runId}`)));
  const fresh = reports.filter((report) => report.model === model && !known.has(report.id)).reverse();
  return { loop, reports: fresh, rollout, run };
}
