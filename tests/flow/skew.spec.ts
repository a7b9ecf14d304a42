import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Example, type ModelSpec, ticketText, type TrainingRequest } from '@driftdesk/contracts';
import { writeSnapshot } from '@driftdesk/delivery';
import { openEmbedder } from '@driftdesk/embeddings';
import { designRows, distancesToClasses, scoreRows, softmaxRows } from '@driftdesk/ml';
import { model } from '@driftdesk/ticket-triage';
import {
  chooseModel,
  createFitPool,
  embedRows,
  fitModel,
  type FittedModel,
  groupRows,
  splitHoldout,
  type TextEmbedder,
  train,
  trainingRows,
} from '@driftdesk/trainer';
import { promoteFolder } from '../support/model-versions.js';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';
import { emptyHome } from '../support/prepared-home.js';

/** Few tickets and penalties: what counts is that both sides compute the same, not how well. */
const spec: ModelSpec = { ...model.spec, training: { ...model.spec.training, l2: [1], embeddingFactors: [1] } };
const examples = model.demo.tickets({ seed: 11, count: 400 });

/** Tickets that stress what could differ: subjects, accents, other scripts, long texts, no known word. */
const asked: Pick<Example, 'subject' | 'body'>[] = [
  ...model.demo.tickets({ seed: 12, count: 24 }),
  { subject: 'Imprimante', body: 'L’imprimante de l’étage n’imprime plus — ﬁn de série ?' },
  { body: 'İSTANBUL ﬀ ½ 🖨️ ｐｒｉｎｔｅｒ' },
  { body: 'зовсім невідомі слова' },
  {
    subject: 'Log',
    body: `error 0x80070005 at line 12\n${'the vpn client writes this again and again. '.repeat(250)}`,
  },
  { body: '?' },
];

interface Expected {
  /** Head → label → probability. */
  readonly heads: Record<string, Record<string, number>>;
  readonly outOfScope: boolean;
}

/** A version as a training run leaves it. @returns its folder */
async function trainVersion(embedder: TextEmbedder, embeddingModel: string, output: string): Promise<string> {
  const snapshot = join(output, 'snapshot.jsonl');
  const { digest } = await writeSnapshot(snapshot, examples);
  const request: TrainingRequest = {
    trainingRun: 'skew',
    spec,
    snapshot,
    snapshotDigest: digest,
    output,
    embeddingModel,
    embeddingThreads: 1,
    embeddingCache: join(output, 'cache'),
    codeVersion: '0',
  };
  return (await train(request, { embedder, onProgress: () => undefined })).directory;
}

/** The same training once more, and its answers in its own arithmetic: no graph, no service. */
async function predictInTraining(embedder: TextEmbedder): Promise<Expected[]> {
  const embed = (tickets: readonly Example[]) => embedRows(embedder, tickets.map(ticketText), () => undefined);
  const rows = groupRows(trainingRows(examples, await embed(examples), spec.features));
  const { kept } = splitHoldout(rows, spec);
  const pool = createFitPool();
  try {
    const choice = await chooseModel(kept, spec, pool, () => undefined);
    const fitted = await fitModel(kept, choice, spec, pool, () => undefined);
    const tickets = asked.map((ticket) => ({ ...(examples[0] as Example), subject: undefined, ...ticket }));
    return predictRows(fitted, trainingRows(tickets, await embed(tickets), spec.features));
  } finally {
    await pool.close();
  }
}

function predictRows({ vocabulary, heads, scope }: FittedModel, rows: ReturnType<typeof trainingRows>): Expected[] {
  const matrix = designRows(rows, vocabulary, spec.features);
  const embeddings = rows.map(({ embedding }) => embedding);
  const distances = scope === undefined ? [] : distancesToClasses(embeddings, scope.gaussians);
  const probabilities = heads.map(({ head, temperature }) =>
    softmaxRows(scoreRows(matrix, head), head.classes, temperature),
  );
  return rows.map((_, row) => ({
    heads: Object.fromEntries(
      heads.map(({ name, spec: { labels } }, h) => [
        name,
        Object.fromEntries(labels.map((label, c) => [label, probabilities[h]?.[row * labels.length + c] as number])),
      ]),
    ),
    outOfScope: (distances[row] as number) > (scope?.threshold as number),
  }));
}

describe('a prediction over HTTP', () => {
  let output: string;
  let desk: PreparedDesk;
  let expected: Expected[];
  beforeAll(async () => {
    desk = await preparedDesk({ started: false });
    output = await emptyHome();
    const directory = join(desk.home, 'embedding-model');
    const embedder = await openEmbedder({ directory, threads: 2 });
    const textEmbedder = { ...embedder, dimensions: await embedder.ready };
    const folder = await trainVersion(textEmbedder, directory, output);
    expected = await predictInTraining(textEmbedder);
    await embedder.close();
    await promoteFolder(desk.home, folder);
    await desk.start();
  }, 300_000);
  afterAll(async () => {
    await desk.remove();
    await rm(output, { recursive: true, force: true });
  });

  it('is what training computes of the same ticket', async () => {
    const tickets = asked.map(({ subject, body }) => ({ ...(subject === undefined ? {} : { subject }), body }));
    const { body, status } = await desk.call('POST', `/v1/models/${spec.name}/predict`, { tickets });
    expect(status).toBe(200);
    for (const [at, { heads, outOfScope }] of body.predictions.entries()) {
      expectClose(heads, at);
      expect(outOfScope).toBe(expected[at]?.outOfScope);
    }
    expect(new Set(expected.map(({ outOfScope }) => outOfScope))).toEqual(new Set([false, true]));
  });

  it('and so is what a submitted ticket gets', async () => {
    for (const [at, { subject, body: text }] of asked.slice(0, 6).entries()) {
      const ticket = { body: text, ...(subject === undefined ? {} : { subject }) };
      const { body } = await desk.call('POST', '/v1/tickets', ticket, { prefer: 'wait=20' });
      expectClose({ queue: body.queue, urgency: body.urgency }, at);
    }
  });

  function expectClose(heads: Record<string, { probabilities: Record<string, number> }>, at: number) {
    for (const { name, labels } of spec.heads) {
      for (const label of labels) {
        const difference = (heads[name]?.probabilities[label] ?? NaN) - (expected[at]?.heads[name]?.[label] ?? NaN);
        expect(Math.abs(difference)).toBeLessThan(1e-4);
      }
    }
  }
});
