import { describe, expect, it } from '@jest/globals';
import { compareWindows, type Comparison } from './compare-windows.js';
import { testNames, type TestName } from './false-alarms.js';
import { knownTopic, newTopic, windowRows } from './window-rows.fixture.js';
import type { WindowRow } from './window-row.js';

const options = { alpha: 0.05, seed: 3 };
const reference = windowRows(300, 1, knownTopic);

function driftedTests({ tests }: Comparison): TestName[] {
  return tests.filter(({ drifted }) => drifted).map(({ name }) => name);
}

describe('compareWindows', () => {
  it('makes every test and is quiet when nothing changed', () => {
    const comparison = compareWindows(reference, windowRows(250, 2, knownTopic), options);
    expect(comparison.tests.map(({ name }) => name)).toEqual([...testNames]);
    expect(comparison.rows).toEqual({ reference: 300, current: 250 });
    expect(comparison.drifted).toBe(false);
    expect(comparison.tests.reduce((sum, { threshold }) => sum + threshold, 0)).toBeCloseTo(0.05, 12);
    expect(structuredClone(comparison)).toEqual(comparison);
    expect(compareWindows(reference, windowRows(250, 2, knownTopic), options)).toEqual(comparison);
  });

  it('sees a new topic in embeddings and words, and a larger one in probabilities too', () => {
    const found = (share: number) => {
      const current = windowRows(300, 4, (random) => (random() < share ? newTopic : knownTopic(random)));
      return driftedTests(compareWindows(reference, current, options));
    };
    expect(found(0.15)).toEqual(expect.arrayContaining(['embedding-cells', 'embedding-mean', 'unseen-words']));
    expect(found(0.2)).toContain('softmax');
  });

  it('sees another mix of queues', () => {
    const current = windowRows(300, 4, (random) => (random() < 0.3 ? 1 : knownTopic(random)));
    const comparison = compareWindows(reference, current, options);
    expect(driftedTests(comparison)).toContain('label-mix');
    const mix = comparison.tests.find(({ name }) => name === 'label-mix');
    expect(mix?.detail).toMatchObject({
      heads: [
        { head: 'queue', degrees: 2 },
        { head: 'urgency', pValue: 1 },
      ],
    });
  });

  it.each<[TestName, (row: WindowRow, at: number) => WindowRow]>([
    ['language-mix', (row, at) => (at % 8 === 0 ? { ...row, language: 'fr' } : row)],
    ['text-length', (row, at) => (at % 3 === 0 ? { ...row, text: `${row.text} ${row.text}` } : row)],
    ['unseen-words', (row, at) => (at % 4 === 0 ? { ...row, text: `${row.text} zeppelin${at}` } : row)],
  ])('sees by %s alone what only that can see', (name, change) => {
    const comparison = compareWindows(reference, windowRows(300, 2, knownTopic).map(change), options);
    expect(driftedTests(comparison)).toContain(name);
    expect(driftedTests(comparison)).not.toContain('softmax');
    expect(driftedTests(comparison)).not.toContain('embedding-mean');
  });

  it('refuses an empty window and rows of another model', () => {
    expect(() => compareWindows([], reference, options)).toThrow('0 reference rows with 300 current ones');
    const other = { ...reference[0]!, probabilities: { queue: Float32Array.of(0.5, 0.5) } };
    expect(() => compareWindows(reference, [reference[1]!, other], options)).toThrow(
      'Row 2 has 2 probabilities of head "queue", the reference 3',
    );
  });
});
