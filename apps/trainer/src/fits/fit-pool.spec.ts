import { designRows, fitFeatures, logisticRegression, placeRows } from '@driftdesk/ml';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomExamples, spec, wordEmbedder } from '../training.fixture.js';
import { targetsOf, trainingRows } from '../training-rows.js';
import { createFitPool, type FitPool } from './fit-pool.js';
import type { FitProblem } from './fit-protocol.js';

const options = { maxIterations: 50, history: 5, gradientTolerance: 1e-5 };

/** 200 rows of two heads, the last 50 for calibration. */
async function createProblem(): Promise<FitProblem> {
  const examples = randomExamples(200, 4);
  const embeddings = await wordEmbedder().embed(examples.map(({ body }) => body));
  const rows = trainingRows(examples, embeddings, spec.features);
  const [training, calibration] = [rows.slice(0, 150), rows.slice(150)];
  const vocabulary = fitFeatures(training, spec.features, spec.training.seed);
  return {
    training: designRows(training, vocabulary, spec.features),
    calibration: designRows(calibration, vocabulary, spec.features),
    heads: spec.heads.map((head) => ({
      classes: head.labels.length,
      training: targetsOf(training, head),
      calibration: targetsOf(calibration, head),
    })),
  };
}

describe('a fit pool', () => {
  let pool: FitPool;
  beforeEach(() => {
    pool = createFitPool();
  });
  afterEach(() => pool.close());

  it('fits as one thread alone does, whichever thread it is', async () => {
    const problem = await createProblem();
    const open = pool.open(problem);
    const strengths = [10, 3, 1, 0.3];
    const results = await Promise.all(
      strengths.flatMap((l2) => [0, 1].map((head) => open.fit(head, { ...options, penalty: { l2 } }))),
    );
    results.forEach(({ head, judgement, converged }, at) => {
      const { training, classes } = problem.heads[at % 2] as FitProblem['heads'][number];
      const alone = logisticRegression(placeRows(problem.training), training, classes);
      const l2 = strengths[at >> 1] as number;
      expect(head.parameters).toEqual(alone.fit({ ...options, penalty: { l2 } }).head.parameters);
      expect(converged).toBe(true);
      expect(judgement?.loss).toBeGreaterThan(0);
    });
  });

  it('refuses a fit that cannot be made, and goes on', async () => {
    const problem = await createProblem();
    const [first] = problem.heads as [FitProblem['heads'][number]];
    const open = pool.open({ ...problem, heads: [{ ...first, training: first.training.map(() => -1) }, first] });
    await expect(open.fit(0, { ...options, penalty: { l2: 1 } })).rejects.toThrow('No row has a label');
    expect((await open.fit(1, { ...options, penalty: { l2: 1 } })).head.classes).toBe(3);
    open.close();
    await expect(open.fit(1, { ...options, penalty: { l2: 1 } })).rejects.toThrow('is not open');
  });

  it('rejects what it had not fitted when it is closed', async () => {
    const open = pool.open(await createProblem());
    const fits = Array.from({ length: 8 }, () => open.fit(0, { ...options, penalty: { l2: 0.01 } }));
    const ended = Promise.allSettled(fits);
    await pool.close();
    expect((await ended).at(-1)).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringMatching('closed') },
    });
    await expect(open.fit(0, { ...options, penalty: { l2: 1 } })).rejects.toThrow('closed');
  });
});
