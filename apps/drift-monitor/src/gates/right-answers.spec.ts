import type { Gate } from '@driftdesk/contracts';
import { describe, expect, it } from '@jest/globals';
import { check, evaluation, labels, type Row, rows } from './evaluation.fixture.js';

describe('the gate on right answers', () => {
  const gate: Gate = { kind: 'right-answers', head: 'queue', part: 'slice', mostLost: 0.05 };
  const heads = [
    { name: 'queue', candidateLabels: labels, championLabels: labels, candidateThreshold: 0.6, championThreshold: 0.6 },
  ];
  /** What each version says of the rows, how surely, and how far off. */
  const sure = (given: Row[], candidate: number, champion: number): Row[] =>
    given.map((row) => {
      const said = (of: Row['candidate'] | null, confidence: number) => {
        const label = of?.['queue']?.label ?? 'other';
        const right = label === row.labels['queue'];
        return { queue: { label, confidence, brier: (right ? 1 - confidence : confidence) ** 2 * 2 } };
      };
      return { ...row, candidate: said(row.candidate, candidate), champion: said(row.champion, champion) };
    });
  // Opposite labels of the same tickets: whatever a version says of them, it is right about half.
  const contradicted = [...rows(20, 'slice', 'network', true, true), ...rows(20, 'slice', 'printing', false, false)];

  it('refuses a version that only hedges, though its Brier score and accuracy pass', () => {
    const hedging = evaluation(sure(contradicted, 0.5, 0.95), { heads });
    expect(check({ kind: 'better', head: 'queue', part: 'slice', by: 'brier', margin: 0 }, hedging)).toMatchObject({
      passed: true,
    });
    expect(check(gate, hedging)).toMatchObject({
      passed: false,
      sentence: expect.stringMatching(
        /^queue: right answers on 40 drifted rows change by -50\.0 points \(p = .*lost\.$/,
      ),
    });
    expect(check(gate, evaluation(sure(contradicted, 0.9, 0.95), { heads }))).toMatchObject({ passed: true });
  });

  it('lets a version withhold what the champion got wrong, and answer what it handed over', () => {
    const wrong = sure(rows(40, 'slice', 'network', false, false), 0.3, 0.9);
    expect(check(gate, evaluation(wrong, { heads }))).toMatchObject({ passed: true });
    const answered = sure(rows(40, 'slice', 'network', true, true), 0.9, 0.3);
    expect(check(gate, evaluation(answered, { heads }))).toMatchObject({ passed: true });
  });

  it('does not take luck for a loss, and says nothing without a champion or rows', () => {
    const lost = (count: number) =>
      evaluation(
        [
          ...sure(rows(count, 'slice', 'network', true, true), 0.5, 0.9),
          ...sure(rows(40 - count, 'slice', 'network', true, true), 0.9, 0.9),
        ],
        { heads },
      );
    expect(check(gate, lost(5))).toMatchObject({ passed: true });
    expect(check(gate, lost(6))).toMatchObject({ passed: false });
    expect(check(gate, { ...lost(40), champion: null })).toMatchObject({ passed: true });
    expect(check({ ...gate, part: 'holdout' }, lost(40))).toMatchObject({ passed: true });
  });
});
