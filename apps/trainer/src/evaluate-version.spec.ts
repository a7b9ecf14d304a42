import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { trainingEvaluationSchema } from '@driftdesk/contracts';
import { openVersion } from '@driftdesk/inference';
import { brierScore } from '@driftdesk/ml';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { train, type TrainedVersion } from './pipeline.js';
import { randomExamples, spec, wordEmbedder, writeRequest } from './training.fixture.js';

const ports = { embedder: wordEmbedder(), onProgress: () => undefined };
const before = randomExamples(400, 1);
/** Later tickets: agents labelled them, a tenth of them with a queue that came in. */
const drifted = randomExamples(100, 2, 'agent').map((example, n) => ({
  ...{ ...example, id: `d${n}`, group: `d${n}`, drifted: true, createdAt: new Date(1.8e12 + n * 1e6).toISOString() },
  ...(n % 4 === 0 ? { body: `the invoice ${n} is wrong`, labels: { queue: 'billing', urgency: 'low' } } : {}),
}));
const grown = {
  ...spec,
  heads: spec.heads.map((head) => (head.name === 'queue' ? { ...head, labels: [...head.labels, 'billing'] } : head)),
};

describe('the evaluation of a candidate', () => {
  let champion: TrainedVersion;
  let candidate: TrainedVersion;
  beforeAll(async () => {
    champion = await train(await writeRequest(before), ports);
    const { directory, digest } = champion;
    const request = await writeRequest([...before, ...drifted], { spec: grown, champion: { directory, digest } });
    candidate = await train(request, ports);
    const written: unknown = JSON.parse(await readFile(join(request.output, 'evaluation.json'), 'utf8'));
    expect(trainingEvaluationSchema.parse(written)).toEqual(candidate.evaluation);
  });

  it('has holdout and slice, each row once, with its source and without its text', () => {
    const { rows, holdout } = candidate.evaluation;
    const { data } = candidate.card;
    expect(holdout).toBe('permanent');
    expect([data.holdout, data.holdoutRows, data.sliceRows]).toEqual([
      'permanent',
      rows.filter(({ part }) => part === 'holdout').length,
      rows.filter(({ part }) => part === 'slice').length,
    ]);
    const slice = rows.filter(({ part }) => part === 'slice').map(({ id }) => id);
    expect(slice.length).toBeGreaterThan(20);
    const late = drifted.filter(({ id }) => slice.includes(id)).map(({ id }) => Number(id.slice(1)));
    expect(Math.min(...late)).toBeGreaterThan(60);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.find(({ id }) => id === slice[0])).toMatchObject({ source: 'agent', labels: expect.any(Object) });
    expect(data.trainingRows + data.calibrationRows + data.holdoutRows + slice.length).toBe(data.rows);
    const text = JSON.stringify(candidate.evaluation);
    for (const { body } of [...before, ...drifted]) expect(text).not.toContain(body);
  });

  it('keeps the champion’s holdout: it has learned none of these rows', () => {
    const held = (evaluation: TrainedVersion['evaluation']) =>
      evaluation.rows.filter(({ id, part }) => part === 'holdout' && id.startsWith('t')).map(({ id }) => id);
    expect(held(candidate.evaluation)).toEqual(held(champion.evaluation));
    expect(champion.evaluation).toMatchObject({ champion: null, latencyMs: { champion: null } });
    expect(champion.evaluation.rows.every((row) => row.champion === null)).toBe(true);
  });

  it('says of each row what the champion says when it serves', async () => {
    const { evaluation } = candidate;
    expect(evaluation.champion).toEqual({ version: champion.version, digest: champion.digest });
    expect(evaluation.heads[0]).toEqual({
      ...{ name: 'queue', candidateLabels: ['network', 'printing', 'access', 'billing'] },
      championLabels: ['network', 'printing', 'access'],
      candidateThreshold: expect.any(Number),
      championThreshold: expect.any(Number),
    });
    const version = await openVersion(champion.directory, champion.digest);
    for (const { id, champion: said } of evaluation.rows.slice(0, 20)) {
      const { body, labels } = [...before, ...drifted].find((example) => example.id === id) as (typeof before)[number];
      const [embedding] = (await wordEmbedder().embed([body])) as [Float32Array];
      const [prediction] = await version.predict([{ text: body, embedding }]);
      const { label, confidence, probabilities = {} } = prediction?.heads['queue'] ?? {};
      const truth = Object.keys(probabilities).indexOf(labels['queue'] as string);
      expect(said?.['queue']).toEqual({ label, confidence, brier: brierScore(Object.values(probabilities), truth) });
    }
    await version.release();
  });

  it('shows what the candidate learned that the champion could not', () => {
    const { rows, latencyMs, modelBytes } = candidate.evaluation;
    const billing = rows.filter(({ labels, part }) => part === 'slice' && labels['queue'] === 'billing');
    expect(billing.length).toBeGreaterThan(4);
    expect(billing.map(({ candidate: said }) => said['queue']?.label)).toEqual(billing.map(() => 'billing'));
    expect(billing.some(({ champion: said }) => said?.['queue']?.label === 'billing')).toBe(false);
    expect(latencyMs.candidate).toBeGreaterThan(0);
    expect(latencyMs.champion).toBeGreaterThan(0);
    expect(modelBytes.candidate).toBeGreaterThan(modelBytes.champion as number);
  });

  it('fails with a sentence when the champion is damaged, or not the one that was meant', async () => {
    const { directory, digest } = champion;
    const meant = { directory, digest: 'f'.repeat(64) };
    await expect(train(await writeRequest(before, { champion: meant }), ports)).rejects.toThrow(
      /^The champion cannot be compared with\. The files of v-.* have digest/,
    );
    await appendFile(join(directory, 'model.onnx'), '!');
    await expect(train(await writeRequest(before, { champion: { directory, digest } }), ports)).rejects.toThrow(
      'they were changed or damaged',
    );
  });
});
