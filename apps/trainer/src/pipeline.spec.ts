import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type TrainingProgress, trainingStages } from '@driftdesk/contracts';
import { openVersion } from '@driftdesk/inference';
import { train, type TrainedVersion } from './pipeline.js';
import { wordEmbedder, randomExamples, spec, writeRequest } from './training.fixture.js';

const examples = randomExamples(400, 1);
const silent = { embedder: wordEmbedder(), onProgress: () => undefined };

describe('train', () => {
  let trained: TrainedVersion;
  const progress: TrainingProgress[] = [];
  beforeAll(async () => {
    const request = await writeRequest(examples);
    trained = await train(request, { embedder: wordEmbedder(), onProgress: (step) => progress.push(step) });
  });

  it('learns what the labels say', () => {
    const [queue, urgency] = trained.card.heads;
    // A tenth of the queues is drawn at random: no model can be right above 0.93 or so.
    expect(queue?.metrics.accuracy).toBeGreaterThan(0.85);
    expect(urgency?.metrics.accuracy).toBeGreaterThan(0.95);
    expect(queue?.metrics.abstention.coverage).toBeGreaterThan(0.5);
    expect(urgency?.threshold).toBe(0);
  });

  it('accounts for every row, and only for rows with a label', () => {
    const { data, heads, trainedOn } = trained.card;
    expect(data.rows).toBe(400);
    expect(data.trainingRows + data.calibrationRows + data.holdoutRows).toBe(400);
    expect(data.groups).toBe(200);
    expect(trainedOn).toBe('demo data');
    for (const { metrics, labels } of heads) {
      expect(metrics.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(metrics.rows);
      expect(Object.keys(metrics.perLabel)).toEqual(labels);
      expect(Object.values(metrics.perLanguage).reduce((sum, { rows }) => sum + rows, 0)).toBe(metrics.rows);
    }
    expect(heads[0]?.metrics.rows).toBe(data.holdoutRows);
    expect(heads[1]?.metrics.rows).toBeLessThan(data.holdoutRows);
  });

  it('ships what it measured: a version that serves', async () => {
    const version = await openVersion(trained.directory, trained.digest);
    const texts = ['Hi team, printer jams thanks', 'Hello, vpn drops in building four, urgent'];
    const embeddings = await wordEmbedder().embed(texts);
    const [first, second] = await version.predict(
      texts.map((text, at) => ({ text, embedding: embeddings[at] as Float32Array })),
    );
    expect(first?.heads['queue']?.label).toBe('printing');
    expect(first?.heads['urgency']?.label).toBe('low');
    expect(second?.heads['queue']?.label).toBe('network');
    expect(second?.heads['urgency']?.label).toBe('high');
    expect(version.card.parity.largestDifference).toBeLessThan(1e-4);
    expect(version.card.parity.rows).toBeGreaterThan(100);
    await version.release();
  });

  it('keeps no ticket in the version', async () => {
    const golden = await readFile(join(trained.directory, 'golden.json'), 'utf8');
    for (const { body } of examples) expect(golden).not.toContain(body);
  });

  it('says how far it is', () => {
    const stages = [...new Set(progress.map(({ stage }) => stage))];
    expect(stages).toEqual([...trainingStages]);
    for (const stage of stages) {
      const last = progress.findLast((step) => step.stage === stage);
      expect(last?.done).toBe(last?.total);
    }
    const searched = progress.filter(({ stage }) => stage === 'search').map(({ done }) => done);
    expect(searched.slice(0, -1)).toEqual(searched.slice(0, -1).map((_, at) => at + 1));
  });

  it('makes the same model from the same request', async () => {
    const again = await train(await writeRequest(examples), silent);
    const read = (directory: string, name: string) => readFile(join(directory, name), 'utf8');
    for (const name of ['model.onnx', 'golden.json']) {
      expect(await read(again.directory, name)).toBe(await read(trained.directory, name));
    }
    expect({ ...again.card, createdAt: '', seconds: 0 }).toEqual({ ...trained.card, createdAt: '', seconds: 0 });
    const changed = { ...spec, training: { ...spec.training, seed: 8 } };
    const other = await train(await writeRequest(examples, { spec: changed }), silent);
    expect(await read(other.directory, 'model.onnx')).not.toBe(await read(trained.directory, 'model.onnx'));
  });

  it('says when a row is not demo data', async () => {
    const { card } = await train(await writeRequest([...examples, ...agentRows()]), silent);
    expect(card.trainedOn).toBe('labelled tickets');
  });
});

describe('train with a label that was registered later', () => {
  const grown = { ...spec, heads: spec.heads.map((head) => ({ ...head, labels: [...head.labels, 'billing'] })) };
  const billing = (count: number) =>
    Array.from({ length: count }, (_, row) => ({
      ...(examples[row] as (typeof examples)[number]),
      id: `b${row}`,
      group: `b${row >> 1}`,
      body: `${row} invoice of the supplier is wrong`,
      labels: { queue: 'billing', ...(row % 2 === 0 ? { urgency: 'low' } : {}) },
    }));

  it('teaches it to the head that has enough examples, and says what others lack', async () => {
    const { card, directory } = await train(await writeRequest([...examples, ...billing(24)], { spec: grown }), silent);
    const [queue, urgency] = card.heads;
    expect([queue?.labels, queue?.leftOut]).toEqual([['network', 'printing', 'access', 'billing'], []]);
    expect([urgency?.labels, urgency?.leftOut]).toEqual([['low', 'high'], [{ label: 'billing', examples: 0 }]]);
    const version = await openVersion(directory);
    const text = 'the invoice of the supplier';
    const [embedding] = (await wordEmbedder().embed([text])) as [Float32Array];
    const [prediction] = await version.predict([{ text, embedding }]);
    expect(prediction?.heads['queue']?.label).toBe('billing');
    await version.release();
  });

  it('leaves it out with fewer, and its rows out of that head only', async () => {
    const { card } = await train(await writeRequest([...examples, ...billing(9)], { spec: grown }), silent);
    const [queue, urgency] = card.heads;
    expect(queue?.labels).toEqual(['network', 'printing', 'access']);
    expect(queue?.leftOut).toEqual([{ label: 'billing', examples: 9 }]);
    expect(card.data.rows).toBe(409);
    // All five of those urgencies were low, so more rows than without them could measure the head.
    const without = await train(await writeRequest(examples), silent);
    const rowsOf = ({ heads }: typeof card, head: number) => heads[head]?.metrics.rows ?? 0;
    expect(rowsOf(card, 0)).toBeLessThanOrEqual(card.data.holdoutRows);
    expect(rowsOf(card, 1) - rowsOf(without.card, 1)).toBeGreaterThanOrEqual(0);
    expect(urgency?.leftOut).toEqual([{ label: 'billing', examples: 0 }]);
  });
});

function agentRows() {
  return randomExamples(2, 9, 'agent').map((example) => ({ ...example, id: `agent-${example.id}` }));
}

describe('train refuses', () => {
  const [first, second] = examples;
  it.each<[string, readonly unknown[], string, Partial<typeof spec.training>?]>([
    ['nothing', [], 'The data snapshot has no rows'],
    ['a line that is not JSON', [first, '{'], 'row 2: is not JSON'],
    ['a missing field', [first, { ...second, body: undefined }], 'row 2, field body: '],
    ['a blank body', [{ ...first, body: '  ' }], 'row 1, field body: must not be blank'],
    ['an unknown field', [{ ...first, extra: 1 }], 'row 1: '],
    [
      'an unknown label',
      [first, { ...second, labels: { queue: 'canteen' } }],
      'row 2, field labels.queue: unknown label "canteen"; known are network, printing, access',
    ],
    [
      'an unknown head',
      [{ ...first, labels: { mood: 'low' } }],
      'row 1, field labels.mood: the model has no head "mood"',
    ],
    ['a row without labels', [{ ...first, labels: {} }], 'row 1, field labels: has no label at all'],
    ['a repeated id', [first, first], 'row 2, field id: repeats "t0" of row 1'],
    ['one group', examples.map((example) => ({ ...example, group: 'g' })), 'has 1 group;'],
    [
      'one label',
      examples.map((example) => ({ ...example, labels: { queue: 'network', urgency: 'low' } })),
      'only the label "network" for head "queue"',
    ],
    [
      'a head without labels',
      examples.map((example) => ({ ...example, labels: { queue: example.labels['queue'] } })),
      'has no labels for head "urgency"',
    ],
    [
      'a head with too few labelled groups',
      // Two groups (rows come in pairs): none of them falls to the calibration.
      examples.map((example, row) => ({
        ...example,
        labels: {
          queue: example.labels['queue'],
          ...(row >= 8 && row < 12 ? { urgency: row % 2 === 0 ? 'low' : 'high' } : {}),
        },
      })),
      'Head "urgency" has too few labelled groups',
      { minimumExamples: 1 },
    ],
    [
      'a head of which one label has enough examples',
      examples.map((example, row) => ({
        ...example,
        labels: { ...example.labels, urgency: row < 9 ? 'high' : 'low' },
      })),
      'Head "urgency" has fewer than two labels with 10 examples in 2 groups (examples in groups: low 391 in 196, high 9 in 5).',
    ],
    [
      'a label whose examples are all of one group',
      examples.map((example, row) => ({
        ...example,
        group: row < 40 ? 'g' : example.group,
        labels: { ...example.labels, urgency: row < 40 ? 'high' : 'low' },
      })),
      '(examples in groups: low 360 in 180, high 40 in 1).',
    ],
  ])('%s', async (_, lines, reason, options = {}) => {
    const changed = { ...spec, training: { ...spec.training, ...options } };
    const request = await writeRequest(lines, { spec: changed });
    await expect(train(request, silent)).rejects.toThrow(reason);
    // What was embedded by then may serve the next run.
    expect((await readdir(request.output)).filter((name) => name !== 'cache')).toEqual(['snapshot.jsonl']);
  });

  it('an embedding model of another size', async () => {
    const request = await writeRequest(examples);
    await expect(train(request, { ...silent, embedder: wordEmbedder(9) })).rejects.toThrow(
      'The embedding model gives 9 numbers a text; features.embedding.dimensions of the model spec says 24.',
    );
  });

  it('at most five problems at once, and counts the others', async () => {
    const request = await writeRequest(Array.from({ length: 9 }, () => '{'));
    await expect(train(request, silent)).rejects.toThrow('row 5: is not JSON; and 4 more.');
  });
});
