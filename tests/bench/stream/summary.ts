import type { ArmRun } from './arms.js';
import { type Answers, bootstrap, type Interval, score } from './scores.js';
import type { Stream } from './tickets.js';

/** Part of the whole file, its end, that is judged. */
const judgedShare = 0.2;

/** The figures of an arm on the judged part. */
export function summarise(run: ArmRun, stream: Stream, seed: number) {
  const { answers, classes } = judged(run, stream);
  const rows = answers.targets.length;
  const accuracy = bootstrap(rows, seed, (of) => score(answers, of, classes).accuracy);
  const macroF1 = bootstrap(rows, seed, (of) => score(answers, of, classes).macroF1);
  return {
    arm: run.name,
    rows,
    accuracy: accuracy.value,
    accuracyLower: accuracy.lower,
    accuracyUpper: accuracy.upper,
    macroF1: macroF1.value,
    macroF1Lower: macroF1.lower,
    macroF1Upper: macroF1.upper,
    retrainings: run.retrainings.length,
    cpuSeconds: run.cpuSeconds,
    seconds: run.seconds,
  };
}

/** Share of the accuracy between frozen and oracle that the loop won back; nothing unless all three were played. */
export function recovered(runs: readonly ArmRun[], stream: Stream, seed: number): Interval | undefined {
  const [frozen, loop, oracle] = (['frozen', 'loop', 'oracle'] as const).map((name) => {
    const run = runs.find((one) => one.name === name);
    return run && judged(run, stream);
  });
  if (frozen === undefined || loop === undefined || oracle === undefined) return undefined;
  return bootstrap(frozen.answers.targets.length, seed, (rows) => {
    const [low, mid, high] = [frozen, loop, oracle].map(
      ({ answers, classes }) => score(answers, rows, classes).accuracy,
    );
    return ((mid as number) - (low as number)) / ((high as number) - (low as number));
  });
}

function judged({ predicted }: ArmRun, { beginning, played }: Stream): { answers: Answers; classes: number } {
  const rows = Math.min(played.length, Math.round(judgedShare * (beginning.length + played.length)));
  const truth = played.slice(-rows).map(({ label }) => label);
  const said = predicted.slice(-rows);
  const numbers = new Map([...new Set([...truth, ...said])].sort().map((label, c) => [label, c]));
  const classesOf = (labels: readonly string[]) => Int32Array.from(labels, (label) => numbers.get(label) ?? -1);
  return { answers: { targets: classesOf(truth), predicted: classesOf(said) }, classes: numbers.size };
}
