import type { GateResult } from '@driftdesk/contracts';
import type { Comparison, RootCause } from '@driftdesk/drift';
import type { Prediction } from '@driftdesk/inference';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import type { FeedbackResult, FeedbackTask } from '../drift/find-error-rise.js';
import type { ReportPageTask } from '../report/report-page.js';
import type { Regression } from '../watch/compare-versions.js';
import type { ComparisonTask, GatesTask, RegressionTask, ScoringTask } from './analysis.worker.js';

/** A worker that nobody asks anything for so long is let go: it holds memory. */
const idleMs = 60_000;

/** The monitor's statistics, gates, re-scoring and charts, in a worker thread: the event loop serves tickets meanwhile. */
@Injectable()
export class Analysis implements OnApplicationShutdown {
  private readonly pool = new Piscina({
    filename: new URL('./analysis.worker.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleMs,
    niceIncrement: 5,
  });

  compare(task: ComparisonTask): Promise<Comparison> {
    return this.pool.run(task, { name: 'compare' });
  }

  rootCause(task: ComparisonTask): Promise<RootCause> {
    return this.pool.run(task, { name: 'rootCause' });
  }

  feedback(task: FeedbackTask): Promise<FeedbackResult> {
    return this.pool.run(task, { name: 'feedback' });
  }

  score(task: ScoringTask): Promise<Prediction[]> {
    return this.pool.run(task, { name: 'score' });
  }

  gates(task: GatesTask): Promise<GateResult[]> {
    return this.pool.run(task, { name: 'gates' });
  }

  regression(task: RegressionTask): Promise<Regression> {
    return this.pool.run(task, { name: 'regression' });
  }

  reportPage(task: ReportPageTask): Promise<string> {
    return this.pool.run(task, { name: 'drawReportPage' });
  }

  /** After what runs: a thread must not be stopped inside onnxruntime. */
  async onApplicationShutdown(): Promise<void> {
    await this.pool.close();
  }
}
