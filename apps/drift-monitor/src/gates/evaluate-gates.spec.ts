import type { Card, Gate, TrainingEvaluation } from '@driftdesk/contracts';
import { createRandom } from '@driftdesk/ml';
import { describe, expect, it } from '@jest/globals';
import { card, check, evaluation, good, labels, rows, type Row } from './evaluation.fixture.js';

const slice: Gate = { kind: 'better', head: 'queue', part: 'slice', margin: 0 };
const holdout: Gate = { kind: 'better', head: 'queue', part: 'holdout', margin: -0.01 };
const recall: Gate = { kind: 'recall', head: 'queue', minimumRows: 50, mostLost: 0.05 };

describe('gates', () => {
  it('ask for more on the drifted slice than luck gives', () => {
    const better = [...rows(60, 'slice', 'network', true, true), ...rows(20, 'slice', 'printing', true, false)];
    expect(check(slice, evaluation(better))).toMatchObject({ passed: true });
    const alike = [...rows(10, 'slice', 'network', true, false), ...rows(9, 'slice', 'network', false, true)];
    const result = check(slice, evaluation(alike));
    expect(result).toMatchObject({ passed: false });
    expect(result?.sentence).toMatch(/^queue: accuracy on 19 drifted rows changes by 5\.3 points, lower 95 % bound -/);
    expect(check(slice, evaluation([]))).toMatchObject({
      passed: false,
      sentence: 'queue: there are no labelled drifted rows.',
    });
  });

  describe('by the Brier score', () => {
    const byBrier: Gate = { kind: 'better', head: 'queue', part: 'slice', by: 'brier', margin: 0 };
    const scored = (given: Row[], candidate: number, champion: number): Row[] =>
      given.map((row, n) => {
        const put = (said: Row['candidate'] | null, brier: number) => ({ queue: { ...said?.['queue'], brier } });
        // Every other row is a little easier.
        const easier = n % 2 === 0 ? 0.05 : 0;
        return {
          ...row,
          candidate: put(row.candidate, candidate - easier),
          champion: put(row.champion, champion),
        } as Row;
      });
    const alike = rows(40, 'slice', 'network', true, true);

    it('see a gain that labels do not show', () => {
      expect(check(slice, evaluation(scored(alike, 0.2, 0.3)))).toMatchObject({ passed: false });
      const result = check(byBrier, evaluation(scored(alike, 0.2, 0.3)));
      expect(result).toMatchObject({ passed: true });
      expect(result?.sentence).toMatch(
        /^queue: accuracy on 40 drifted rows changes by 0\.0 points, the Brier score gains 12\.5 points, lower 95 % bound 11\.\d points; asked for: above 0\.0 points, and the accuracy 0\.0 points or more\.$/,
      );
      expect(check(byBrier, evaluation(scored(alike, 0.3, 0.3 - 0.025)))).toMatchObject({ passed: false });
    });

    it('want no accuracy lost for it', () => {
      const lost = [...scored(alike, 0.2, 0.3), ...scored(rows(1, 'slice', 'network', false, true), 0.6, 0.7)];
      expect(check(byBrier, evaluation(lost))).toMatchObject({ passed: false });
    });

    it('let a version pass on the holdout that differs by luck, which labels alone would reject', () => {
      const byBrierToo: Gate = { ...byBrier, part: 'holdout', margin: -0.01 };
      // Of 600 rows 30 changed their label: 16 for the better, 14 for the worse.
      const luck = (right: boolean, count: number) =>
        scored(rows(count, 'holdout', 'network', right, !right), right ? 0.45 : 0.55, right ? 0.55 : 0.45);
      const differs = [
        ...scored(rows(570, 'holdout', 'network', true, true), 0.2, 0.2),
        ...luck(true, 16),
        ...luck(false, 14),
      ];
      expect(check({ ...holdout }, evaluation(differs))).toMatchObject({ passed: false });
      expect(check(byBrierToo, evaluation(differs))).toMatchObject({ passed: true });
      const worse = [...scored(rows(570, 'holdout', 'network', true, true), 0.2, 0.2), ...luck(false, 30)];
      expect(check(byBrierToo, evaluation(worse))).toMatchObject({ passed: false });
    });

    it('count drifted rows of a holdout that no version learns', () => {
      const held = scored(rows(30, 'holdout', 'network', true, true), 0.2, 0.3).map((row) => ({
        ...row,
        drifted: true,
      }));
      const others = scored(rows(30, 'holdout', 'printing', true, true), 0.9, 0.1);
      expect(check(byBrier, evaluation([...held, ...others]))?.sentence).toContain('accuracy on 30 drifted rows');
      expect(check(byBrier, evaluation([...held, ...others], { holdout: 'drawn' }))?.sentence).toContain(
        'there are no labelled drifted rows',
      );
    });

    it('fall back to accuracy where a row lacks it, as with a champion without the head', () => {
      const result = check(
        byBrier,
        evaluation([...scored(alike, 0.2, 0.3), ...rows(1, 'slice', 'network', true, true)]),
      );
      expect(result?.sentence).toMatch(/^queue: accuracy on 41 drifted rows changes by 0\.0 points, lower 95 % bound/);
    });
  });

  it('let the holdout lose a point at most, surely', () => {
    const same = rows(200, 'holdout', 'network', true, true);
    expect(check(holdout, evaluation(same))).toMatchObject({ passed: true });
    const worse = [...same, ...rows(15, 'holdout', 'printing', false, true)];
    expect(check(holdout, evaluation(worse))).toMatchObject({ passed: false });
    expect(check(holdout, evaluation(worse, { champion: null }))).toMatchObject({ passed: true });
  });

  it('let no label lose recall, when it has the rows to say so', () => {
    const lost = (count: number) => [
      ...rows(count, 'holdout', 'printing', false, true),
      ...rows(40, 'holdout', 'printing', true, true),
    ];
    expect(check(recall, evaluation(lost(12)))).toMatchObject({ passed: false });
    expect(check(recall, evaluation(lost(12)))?.sentence).toContain('printing by -23.1 points on 52 rows');
    // Too few rows, too small a loss, and a loss that gains of the same label outweigh.
    expect(check(recall, evaluation(lost(9)))).toMatchObject({ passed: true });
    expect(check(recall, evaluation([...lost(12), ...rows(400, 'holdout', 'printing', true, true)]))).toMatchObject({
      passed: true,
    });
    const mixed = [...lost(12), ...rows(10, 'slice', 'printing', true, false)];
    expect(check(recall, evaluation(mixed))).toMatchObject({ passed: true });
  });

  it('do not take luck for a loss where versions differ on few rows', () => {
    const lost = (count: number) => [
      ...rows(count, 'holdout', 'printing', false, true),
      ...rows(56 - count, 'holdout', 'printing', true, true),
    ];
    expect(check(recall, evaluation(lost(5)))).toMatchObject({ passed: true });
    expect(check(recall, evaluation(lost(6)))).toMatchObject({ passed: false });
  });

  it('let nearly every version pass that is as good as the champion', () => {
    const random = createRandom(7);
    const labels = Array.from({ length: 8 }, (_, at) => `queue ${at}`);
    const heads = [{ name: 'queue', candidateLabels: labels, championLabels: labels }];
    // The two differ on an eighth of each label's 56 rows.
    const equal = labels.map(
      (label) => (differs: boolean, won: boolean) => rows(1, 'holdout', label, !differs || won, !differs || !won),
    );
    const versions = 300;
    const rejected = Array.from({ length: versions }, () =>
      equal.flatMap((row) => Array.from({ length: 56 }, () => row(random() < 0.125, random() < 0.5)).flat()),
    ).filter((given) => check(recall, evaluation(given, { heads }))?.passed === false);
    expect(rejected.length / versions).toBeLessThan(0.1);
    expect(rejected.length).toBeGreaterThan(0);
  });

  it('ask new labels to be found', () => {
    const gate: Gate = { kind: 'new-labels', head: 'queue', minimumRows: 5, recall: 0.2 };
    const heads = [{ name: 'queue', candidateLabels: [...labels, 'rooms'], championLabels: labels }];
    const found = (right: number, wrong: number) =>
      evaluation([...rows(right, 'slice', 'rooms', true, false), ...rows(wrong, 'slice', 'rooms', false, false)], {
        heads,
      });
    expect(check(gate, found(4, 3))).toMatchObject({ passed: true });
    expect(check(gate, found(2, 5))).toMatchObject({
      passed: false,
      sentence: expect.stringContaining('found: rooms 2 of 7, lower 95 % bound 0.08; asked for: 0.2.'),
    });
    expect(check(gate, found(0, 4))).toMatchObject({ passed: true });
    expect(check(gate, evaluation([]))).toMatchObject({
      passed: true,
      sentence: 'queue: 0 new labels; asked for: 0.2.',
    });
  });

  it.each<[Gate, Card, Partial<TrainingEvaluation>, boolean, string]>([
    [
      { kind: 'floor', head: 'queue', macroF1: 0.7 },
      good,
      {},
      true,
      'queue: macro-F1 on the holdout: 0.8; asked for: at least 0.7.',
    ],
    [{ kind: 'floor', head: 'queue', macroF1: 0.7 }, card({ macroF1: 0.69, ece: 0 }), {}, false, '0.69'],
    [
      { kind: 'calibration', head: 'queue', ece: 0.1 },
      card({ macroF1: 1, ece: 0.11 }),
      {},
      false,
      '0.11; asked for: at most 0.1',
    ],
    [{ kind: 'latency', milliseconds: 5 }, good, { latencyMs: { candidate: 5.5, champion: 1 } }, false, '5.5'],
    [{ kind: 'size', megabytes: 64 }, good, {}, true, 'megabytes of the model: 8;'],
    [{ kind: 'parity', difference: 1e-4 }, card({ macroF1: 1, ece: 0 }, 2e-4), {}, false, '0.0002'],
    [{ kind: 'parity', difference: 1e-4 }, card({ macroF1: 1, ece: 0 }, NaN), {}, false, 'NaN'],
  ])('%j', (gate, of, more, passed, sentence) => {
    expect(check(gate, evaluation([], more), of)).toMatchObject({
      passed,
      sentence: expect.stringContaining(sentence),
    });
  });

  it('refuse a gate on a head that the version lacks', () => {
    expect(() => check({ kind: 'floor', head: 'mood', macroF1: 0 }, evaluation([]))).toThrow('gate on head "mood"');
  });
});
