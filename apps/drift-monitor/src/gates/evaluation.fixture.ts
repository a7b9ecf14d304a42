import type { Card, Gate, ModelSpec, TrainingEvaluation } from '@driftdesk/contracts';
import { evaluateGates } from './evaluate-gates.js';

export type Row = TrainingEvaluation['rows'][number];

export const labels = ['network', 'printing'];
/** Rows of one label; `c` and `h`: whether candidate and champion are right. */
export const rows = (count: number, part: Row['part'], label: string, candidate: boolean, champion: boolean): Row[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `${part}-${label}-${candidate}-${champion}-${n}`,
    part,
    source: 'agent',
    language: 'en',
    labels: { queue: label },
    candidate: { queue: { label: candidate ? label : 'other', confidence: 0.9 } },
    champion: { queue: { label: champion ? label : 'other', confidence: 0.9 } },
  }));

export const evaluation = (given: Row[], more: Partial<TrainingEvaluation> = {}): TrainingEvaluation => ({
  champion: { version: 'v-1', digest: 'd' },
  holdout: 'permanent',
  heads: [{ name: 'queue', candidateLabels: labels, championLabels: labels }],
  rows: given,
  latencyMs: { candidate: 0.2, champion: 0.2 },
  modelBytes: { candidate: 8e6, champion: 8e6 },
  ...more,
});
export const card = (metrics: { macroF1: number; ece: number }, difference = 1e-6) =>
  ({
    heads: [{ name: 'queue', labels, metrics }],
    parity: { rows: 1, largestDifference: difference },
  }) as unknown as Card;
export const good = card({ macroF1: 0.8, ece: 0.02 });

/** What one gate says. */
export function check(gate: Gate, given: TrainingEvaluation, of: Card = good) {
  const spec = { gates: [gate], training: { seed: 7 } } as unknown as ModelSpec;
  const [result] = evaluateGates(spec, { card: of, evaluation: given });
  return result;
}
