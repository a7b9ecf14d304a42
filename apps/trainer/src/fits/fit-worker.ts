import { parentPort } from 'node:worker_threads';
import {
  fitTemperature,
  logisticRegression,
  meanNegativeLogLikelihood,
  placeRows,
  scoreRows,
  type LinearHead,
  type LogisticRegression,
} from '@driftdesk/ml';
import type { FitProblem, FitReply, FitRequest, FitResult, FitTask, Judgement } from './fit-protocol.js';

/** Gives a head's regression; the rows are placed with the first one, because a thread may never be asked. */
type Regressions = (head: number) => LogisticRegression;

function openRegressions({ training, heads }: FitProblem): Regressions {
  let placed: ReturnType<typeof placeRows> | undefined;
  const opened = new Map<number, LogisticRegression>();
  return (head) => {
    const present = opened.get(head);
    if (present !== undefined) return present;
    const { training: targets, classes } = heads[head] as FitProblem['heads'][number];
    placed ??= placeRows(training);
    const regression = logisticRegression(placed, targets, classes);
    opened.set(head, regression);
    return regression;
  };
}

function judge(head: LinearHead, { calibration, heads }: FitProblem, at: number): Judgement | undefined {
  const targets = heads[at]?.calibration;
  if (calibration === undefined || targets === undefined) return undefined;
  const scores = scoreRows(calibration, head);
  const temperature = fitTemperature(scores, head.classes, targets);
  return { temperature, loss: meanNegativeLogLikelihood(scores, head.classes, targets, temperature) };
}

/** The thread's whole life: fits heads of the problems it is given, one after the other. */
function main(port: NonNullable<typeof parentPort>): void {
  const problems = new Map<number, { readonly problem: FitProblem; readonly regressions: Regressions }>();
  const fit = ({ problem: id, head: at, options }: FitTask): FitResult => {
    const open = problems.get(id);
    if (open === undefined) throw new Error(`problem ${id} is not open`);
    const { head, minimum } = open.regressions(at).fit(options);
    return { head, converged: minimum.converged, judgement: judge(head, open.problem, at) };
  };
  port.on('message', (request: FitRequest) => {
    if (request.type === 'open') {
      problems.set(request.id, { problem: request.problem, regressions: openRegressions(request.problem) });
    } else if (request.type === 'close') {
      problems.delete(request.id);
    } else {
      try {
        const result = fit(request.task);
        const reply: FitReply = { type: 'fitted', result };
        port.postMessage(reply, [result.head.parameters.buffer as ArrayBuffer]);
      } catch (error) {
        port.postMessage({ type: 'refused', reason: (error as Error).message } satisfies FitReply);
      }
    }
  });
}

if (!parentPort) throw new Error('Fits run in a worker thread only.');
main(parentPort);
