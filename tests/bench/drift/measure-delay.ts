import {
  compareWindows,
  judge,
  planFalseAlarms,
  type VerdictRules,
  verdictStart,
  type VerdictState,
} from '@driftdesk/drift';
import { createRandom, type Random } from '@driftdesk/ml';
import { percentile } from '../report.js';
import { draw } from './draw.js';
import type { JudgedRow } from './judged-rows.js';
import type { Stream } from './prepare.js';

const rules: VerdictRules = { minimumRows: 100, windowsInARow: 2, freshRows: 100, cooldownMs: 0 };
/** The defaults of a desk: one false alarm a month, an evaluation every six hours. */
const { alpha } = planFalseAlarms({ falseAlarms: 1, evaluations: 120, windowsInARow: rules.windowsInARow });
const share = 0.1;
const mostWindows = 8;

/** How many tickets after a new topic began the verdict is drift, over streams of windows one after the other. */
export function delays(streams: readonly Stream[], reference: number, window: number, runs: number, seed: number) {
  const random = createRandom(seed);
  const found = Array.from({ length: runs }, (_, at) =>
    delayOf(streams[at % streams.length] as Stream, reference, window, random),
  );
  const seen = found.filter((delay) => delay !== undefined).sort((left, right) => left - right);
  return {
    ...{ share, alpha, reference, window, streams: runs, within: mostWindows * window },
    seen: seen.length / runs,
    p50: percentile(seen, 0.5),
    p95: percentile(seen, 0.95),
  };
}

function delayOf(stream: Stream, reference: number, window: number, random: Random): number | undefined {
  // The topic begins somewhere in the first window.
  const onset = Math.floor(random() * window);
  const before = draw(stream.known, reference, random);
  const rest = draw(stream.known, Math.min(stream.known.length, mostWindows * window), random);
  const unknown = draw(stream.unknown, stream.unknown.length, random);
  let state: VerdictState = verdictStart;
  for (let number = 1; number <= mostWindows; number++) {
    const current = Array.from({ length: window }, (_, at): JudgedRow => {
      const ticket = (number - 1) * window + at;
      const isNew = ticket >= onset && random() < share;
      return (isNew ? unknown[ticket % unknown.length] : rest[ticket % rest.length]) as JudgedRow;
    });
    const comparison = compareWindows(before, current, { alpha, seed: number });
    const lastRow = number * window;
    const verdict = judge(state, { kind: 'windows', comparison, lastRow }, lastRow, rules);
    if (verdict.status === 'drift') return lastRow - onset;
    state = verdict.state;
  }
  return undefined;
}
