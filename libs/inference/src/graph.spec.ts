import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { distancesToClasses } from '@driftdesk/ml';
import { openGraph, type Graph, type InferenceRow } from './graph.js';
import { features, gaussians, heads, model, randomRows, trainFixture } from './version.fixture.js';

let graph: Graph;
beforeAll(async () => {
  graph = await openGraph(model, heads, features);
});
afterAll(() => graph.release());

function embedded(text: string): InferenceRow {
  return { text, embedding: Float32Array.from({ length: 8 }, (_, d) => (d === 0 ? 1 : 0)) };
}

describe('the exported graph', () => {
  const rows = [
    ...randomRows(100, 4),
    embedded(''),
    embedded('зовсім невідомі слова'),
    embedded('printer '.repeat(3_000)),
    embedded('vpn'),
  ];

  it.each([
    ['landmarks', features],
    ['the embedding itself', { ...features, embedding: { dimensions: 8, scale: 0.5 } }],
  ])('says what training’s arithmetic says, with %s', async (_, of) => {
    const trained = trainFixture(of);
    const expected = trained.expectedProbabilities(rows);
    const opened = await openGraph(trained.model, heads, of);
    const given = await opened.run(rows);
    await opened.release();
    for (const { name, labels } of heads) {
      const flat = given.flatMap(({ probabilities }) => [...(probabilities[name] ?? [])]);
      expect(flat).toHaveLength(rows.length * labels.length);
      flat.forEach((probability, at) =>
        expect(Math.abs(probability - (expected[name]?.[at] ?? NaN))).toBeLessThan(1e-5),
      );
    }
  });

  it('measures the distances that training measures', async () => {
    const expected = distancesToClasses(
      rows.map(({ embedding }) => embedding),
      gaussians,
    );
    const given = await graph.run(rows);
    given.forEach(({ distance }, row) => expect(distance).toBeCloseTo(expected[row] ?? NaN, 3));
    expect(new Set(given.map(({ distance }) => distance)).size).toBeGreaterThan(50);
  });

  it('says the same of a row alone as among longer ones', async () => {
    const together = await graph.run(rows);
    for (const [at, row] of rows.entries()) {
      const [alone] = await graph.run([row]);
      for (const { name } of heads) {
        alone?.probabilities[name]?.forEach((probability, c) => {
          expect(Math.abs(probability - (together[at]?.probabilities[name]?.[c] ?? NaN))).toBeLessThan(1e-6);
        });
      }
    }
  });

  it('learned from words: they move the probabilities', async () => {
    const [vpn, printer] = await graph.run([embedded('vpn vpn from home'), embedded('the printer again')]);
    expect(vpn?.probabilities['queue']?.[0]).not.toBeCloseTo(printer?.probabilities['queue']?.[0] as number, 2);
  });

  it('learned from embeddings: they move the probabilities', async () => {
    const opposite = embedded('vpn').embedding.map((entry) => -entry);
    const [one, other] = await graph.run([embedded('vpn'), { text: 'vpn', embedding: opposite }]);
    expect(one?.probabilities['queue']?.[0]).not.toBeCloseTo(other?.probabilities['queue']?.[0] as number, 2);
  });

  it('gives nothing for no rows and refuses embeddings of another size', async () => {
    expect(await graph.run([])).toEqual([]);
    await expect(graph.run([{ text: 'vpn', embedding: new Float32Array(3) }])).rejects.toThrow(
      'The embedding of row 1 has 3 numbers; the model takes 8.',
    );
  });
});
