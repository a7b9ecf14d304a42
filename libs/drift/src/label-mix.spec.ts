import { describe, expect, it } from '@jest/globals';
import { createRandom } from '@driftdesk/ml';
import { mixShift, populationStabilityIndex } from './label-mix.js';

function repeat(counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts).flatMap(([category, count]) => new Array<string>(count).fill(category));
}

describe('mixShift', () => {
  it('agrees with SciPy', () => {
    const found = mixShift(
      repeat({ access: 120, email: 80, network: 60, other: 40 }),
      repeat({ access: 90, email: 95, network: 70, other: 45 }),
    );
    // scipy.stats.chi2_contingency(correction=False), SciPy 1.17.1; PSI by NumPy.
    expect(found.statistic).toBeCloseTo(6.634776987718164, 10);
    expect(found.degrees).toBe(3);
    expect(found.pValue).toBeCloseTo(0.08449611483091504, 10);
    expect(found.psi).toBeCloseTo(0.043919795429515615, 12);
    expect(found.pooled).toEqual([]);
    expect(found.counts[0]).toEqual({ category: 'access', reference: 120, current: 90 });
  });

  it('counts rare categories as one', () => {
    const found = mixShift(
      repeat({ access: 200, email: 80, fax: 4, pager: 4, telex: 2 }),
      repeat({ access: 90, email: 50, fax: 6, pager: 5, telex: 11 }),
    );
    // scipy.stats.chi2_contingency of (200, 80, 10) and (90, 50, 22).
    expect(found.statistic).toBeCloseTo(18.37282132585343, 10);
    expect(found.pValue).toBeCloseTo(0.00010242183220809126, 12);
    expect(found.pooled).toEqual(['telex', 'fax', 'pager']);
    expect(found.counts).toHaveLength(5);
  });

  it('adds the rarest common category when the rare ones are too few even together', () => {
    const found = mixShift(repeat({ access: 200, email: 80, fax: 1 }), repeat({ access: 190, email: 90 }));
    expect(found.pooled).toEqual(['email', 'fax']);
    expect(found.degrees).toBe(1);
  });

  it('says nothing of one category, or of rare ones alone', () => {
    expect(mixShift(repeat({ en: 30 }), repeat({ en: 50 }))).toMatchObject({ statistic: 0, pValue: 1, pooled: [] });
    expect(mixShift(['en', 'fr', 'de'], ['fr', 'fr', 'es']).pValue).toBe(1);
  });

  it('alarms no more often than it says, also with rare categories', () => {
    const random = createRandom(5);
    const draw = (length: number) => Array.from({ length }, () => `label ${Math.floor(random() ** 4 * 12)}`);
    const alarms = Array.from({ length: 3_000 }, () => mixShift(draw(150), draw(100)).pValue <= 0.05);
    const rate = alarms.filter(Boolean).length / alarms.length;
    expect(rate).toBeLessThan(0.05 + 2 * Math.sqrt((0.05 * 0.95) / 3_000));
    expect(rate).toBeGreaterThan(0.03);
  });

  it('refuses an empty window', () => {
    expect(() => mixShift([], ['en'])).toThrow('two windows');
  });
});

describe('populationStabilityIndex', () => {
  it('is symmetric, and finite where a category is missing', () => {
    const counts = [
      { category: 'access', reference: 50, current: 20 },
      { category: 'email', reference: 0, current: 30 },
    ];
    const turned = counts.map(({ category, reference, current }) => ({
      category,
      reference: current,
      current: reference,
    }));
    expect(populationStabilityIndex(counts)).toBeCloseTo(populationStabilityIndex(turned), 12);
    expect(populationStabilityIndex(counts)).toBeGreaterThan(0.25);
    expect(populationStabilityIndex(counts)).toBeLessThan(10);
  });
});
