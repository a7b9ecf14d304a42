import { describe, expect, it } from '@jest/globals';
import { createRandom, shuffled } from '@driftdesk/ml';
import { cellDiscrepancy } from './cell-discrepancy.js';
import { halton } from './halton.fixture.js';
import { meanDiscrepancy } from './mean-discrepancy.js';
import { poolVectors } from './pool-vectors.js';
import { projectOnSpan } from './span-projection.js';

function points(rows: number, bases: readonly [number, number, number], offset = 0): Float32Array[] {
  const [x, y, z] = bases.map((base) => halton(rows, base)) as [number[], number[], number[]];
  return x.map((value, row) => Float32Array.of(value + offset, y[row] as number, z[row] as number));
}

/** Vectors in 100 dimensions around a direction of their own. */
function cloud(rows: number, direction: number, random: () => number): Float32Array[] {
  return Array.from({ length: rows }, () =>
    Float32Array.from({ length: 100 }, (_, d) => random() - 0.5 + (d === direction ? 3 : 0)),
  );
}

describe('projectOnSpan', () => {
  it('keeps distances when the vectors fill no more dimensions than drawn ones', () => {
    const reference = points(30, [2, 3, 5]);
    const current = points(20, [7, 11, 13]);
    const { dimensions, values } = projectOnSpan(poolVectors(reference, current), 64, 4);
    expect(dimensions).toBe(3);
    const at = (row: number) => values.subarray(3 * row, 3 * row + 3);
    const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
      Math.hypot(...[0, 1, 2].map((d) => (a[d] as number) - (b[d] as number)));
    expect(distance(at(0), at(29))).toBeCloseTo(distance(reference[0]!, reference[29]!), 5);
    expect(distance(at(5), at(37))).toBeCloseTo(distance(reference[5]!, current[7]!), 5);
  });

  it('draws the same vectors whichever window they are in', () => {
    const random = createRandom(2);
    const all = cloud(200, 1, random);
    const first = projectOnSpan(poolVectors(all.slice(0, 120), all.slice(120)), 64, 9);
    const mixed = shuffled(all, random);
    const second = projectOnSpan(poolVectors(mixed.slice(0, 80), mixed.slice(80)), 64, 9);
    expect(first.dimensions).toBe(64);
    const row = mixed.indexOf(all[17]!);
    expect(second.values.subarray(64 * row, 64 * row + 64)).toEqual(first.values.subarray(64 * 17, 64 * 18));
  });

  it('takes equal and zero vectors', () => {
    const pooled = poolVectors([Float32Array.of(1, 0)], [Float32Array.of(1, 0), Float32Array.of(0, 0)]);
    expect(projectOnSpan(pooled, 64, 1).dimensions).toBe(1);
  });
});

describe('meanDiscrepancy', () => {
  it('agrees with SciPy', () => {
    const pooled = poolVectors(points(30, [2, 3, 5]), points(20, [7, 11, 13], 0.12));
    const found = meanDiscrepancy(pooled, { threshold: 0.9, seed: 3 });
    // The squared distance of the means in NumPy; scipy.stats.permutation_test of it, 40,000 permutations: p = 0.515.
    expect(found.statistic).toBeCloseTo(0.01518349965327756, 7);
    const { pValue } = meanDiscrepancy(pooled, { threshold: 0.001, seed: 3 });
    expect(pValue).toBeGreaterThan(0.2);
    const draws = Array.from({ length: 60 }, (_, seed) => meanDiscrepancy(pooled, { threshold: 0.9, seed }).pValue);
    expect(draws.reduce((sum, p) => sum + p, 0) / draws.length).toBeCloseTo(0.515, 1);
  });

  it('finds a shifted mean, whichever window is the smaller one', () => {
    const random = createRandom(6);
    const reference = cloud(150, 1, random);
    const current = [...cloud(80, 1, random), ...cloud(20, 2, random)];
    const options = { threshold: 0.01, seed: 1 };
    expect(meanDiscrepancy(poolVectors(reference, current), options).pValue).toBeLessThanOrEqual(0.001);
    expect(meanDiscrepancy(poolVectors(current, reference), options).pValue).toBeLessThanOrEqual(0.001);
  });

  it('says 1 of rows that are all the same', () => {
    const same = Array.from({ length: 12 }, () => Float32Array.of(0.6, 0.8));
    expect(meanDiscrepancy(poolVectors(same, same), { threshold: 0.05, seed: 1 }).pValue).toBe(1);
  });
});

describe('cellDiscrepancy', () => {
  it('is Pearson’s χ² where the cells are known', () => {
    const places = [
      Float32Array.of(1, 0, 0),
      Float32Array.of(0, 1, 0),
      Float32Array.of(0, 0, 1),
      Float32Array.of(-1, 0, 0),
    ];
    const repeat = (counts: readonly number[]) =>
      counts.flatMap((count, at) => new Array<Float32Array>(count).fill(places[at]!));
    const pooled = poolVectors(repeat([240, 200, 280, 320]), repeat([280, 220, 80, 220]));
    const found = cellDiscrepancy(pooled, { threshold: 0.01, seed: 2 });
    // scipy.stats.chi2_contingency(correction=False): every partition has a cell for each of the four places.
    expect(found.statistic).toBeCloseTo(104.1261075107229, 6);
    expect(found.pValue).toBe(0.001);
  });

  it('finds a small new cloud that hardly moves the mean', () => {
    const random = createRandom(6);
    const direction = () => 10 + Math.floor(random() * 40);
    const spread = (rows: number) => Array.from({ length: rows }, () => cloud(1, direction(), random)[0]!);
    const reference = spread(300);
    const current = [...spread(260), ...cloud(40, 2, random)];
    for (const pooled of [poolVectors(reference, current), poolVectors(current, reference)]) {
      expect(cellDiscrepancy(pooled, { threshold: 0.01, seed: 1 }).pValue).toBeLessThan(0.01);
    }
  });
});

describe('cellDiscrepancy by uncertainty', () => {
  it('is χ² of the weights', () => {
    const places = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
    // Rows of [first place, unsure; first, sure; second, unsure; second, sure].
    const unsure = [0.2, 0, 0.2, 0];
    const window = (counts: readonly number[]) => ({
      vectors: counts.flatMap((count, kind) => Array<Float32Array>(count).fill(places[kind >> 1]!)),
      uncertainties: counts.flatMap((count, kind) => Array<number>(count).fill(unsure[kind]!)),
    });
    const [reference, current] = [window([300, 300, 200, 200]), window([200, 300, 300, 200])];
    const uncertainties = [...reference.uncertainties, ...current.uncertainties];
    const pooled = poolVectors(reference.vectors, current.vectors, uncertainties);
    // 16 × (0.3 + 0.2 / 0.1) = 37 and 16 × 0.3 = 5 in whole numbers: 50 rows of weight 37 more or fewer than expected.
    const [first, second] = [500 * 37 ** 2 + 600 * 5 ** 2, 500 * 37 ** 2 + 400 * 5 ** 2];
    const expected = ((50 * 37) ** 2 * (1 / first + 1 / second)) / 0.25;
    expect(cellDiscrepancy(pooled, { threshold: 0.5, seed: 2 }).statistic).toBeCloseTo(expected, 8);
  });

  it('finds a small new cloud that a model is unsure of, among many it knows', () => {
    const random = createRandom(3);
    const known = (rows: number) => Array.from({ length: rows }, () => cloud(1, Math.floor(random() * 60), random)[0]!);
    const windows = [known(400), [...known(380), ...cloud(20, 70, random)]] as const;
    const unsureOfNew = windows.flat().map((_, row) => (row < 780 ? random() ** 4 : 0.6 + 0.4 * random()));
    const options = { threshold: 0.01, seed: 1 };
    expect(cellDiscrepancy(poolVectors(...windows), options).pValue).toBeGreaterThan(0.01);
    expect(cellDiscrepancy(poolVectors(...windows, unsureOfNew), options).pValue).toBeLessThan(0.01);
  });

  it('alarms as often as it says when a model is unsure of some regions, and nothing changed', () => {
    const random = createRandom(12);
    const topics = (rows: number) => Array.from({ length: rows }, () => Math.floor(random() * 20));
    const runs = 60;
    const alarms = Array.from({ length: runs }, (_, seed) => {
      // More rows than cells can have in their middle.
      const [reference, current] = [topics(400), topics(200)];
      const vectors = (window: readonly number[]) => window.map((topic) => cloud(1, topic, random)[0]!);
      const unsure = [...reference, ...current].map((topic) => (topic < 3 ? 0.5 + random() / 2 : random() ** 4));
      const pooled = poolVectors(vectors(reference), vectors(current), unsure);
      return cellDiscrepancy(pooled, { threshold: 0.1, seed }).pValue <= 0.1;
    });
    const rate = alarms.filter(Boolean).length / runs;
    expect(rate).toBeLessThan(0.1 + 2 * Math.sqrt((0.1 * 0.9) / runs));
    expect(rate).toBeGreaterThan(0.02);
  });
});

describe.each([
  ['meanDiscrepancy', meanDiscrepancy],
  ['cellDiscrepancy', cellDiscrepancy],
])('%s', (_, test) => {
  it('alarms as often as it says when nothing changed', () => {
    const random = createRandom(21);
    const draw = (rows: number) => Array.from({ length: rows }, () => cloud(1, Math.floor(random() * 5), random)[0]!);
    const runs = 120;
    const alarms = Array.from({ length: runs }, (__, seed) => {
      return test(poolVectors(draw(40), draw(30)), { threshold: 0.1, seed }).pValue <= 0.1;
    });
    const rate = alarms.filter(Boolean).length / runs;
    expect(rate).toBeLessThan(0.1 + 2 * Math.sqrt((0.1 * 0.9) / runs));
    expect(rate).toBeGreaterThan(0.04);
  });
});
