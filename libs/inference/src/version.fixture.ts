import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { Card, FeatureSpec } from '@driftdesk/contracts';
import { leastCard, noMetrics } from '@driftdesk/contracts/card-fixture';
import {
  createFeaturizer,
  createRandom,
  designRows,
  exportModel,
  fitClassGaussians,
  fitFeatures,
  logisticRegression,
  placeRows,
  scoreRows,
  softmaxRows,
  type Random,
} from '@driftdesk/ml';
import { featureHash } from './feature-hash.js';
import { recordGolden } from './golden.js';
import { openGraph, type InferenceRow } from './graph.js';
import { encodeContent } from './version-content.js';
import { writeVersion, type VersionFiles } from './version-folder.js';

export const features: FeatureSpec = {
  words: { min: 1, max: 2 },
  characters: { min: 3, max: 5 },
  buckets: 4096,
  embedding: { dimensions: 8, scale: 0.5, landmarks: 6 },
};

export const heads = [
  { name: 'queue', labels: ['network', 'printing', 'access'], abstains: true, temperature: 0.8, threshold: 0.6 },
  { name: 'urgency', labels: ['low', 'high'], abstains: false, temperature: 1.3, threshold: 0 },
];

const words = [
  'vpn',
  'printer',
  'password',
  'please',
  'help',
  'broken',
  'the',
  'from',
  'home',
  'again',
  'since',
  'today',
];

/** Tickets of a seed: words at random, an embedding at random of unit length. */
export function randomRows(count: number, seed: number): InferenceRow[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const size = 1 + Math.floor(random() * 30);
    const text = Array.from({ length: size }, () => words[Math.floor(random() * words.length)]).join(' ');
    return { text, embedding: unitVector(random) };
  });
}

function unitVector(random: Random): Float32Array {
  const vector = Float32Array.from({ length: features.embedding.dimensions }, () => random() - 0.5);
  const length = Math.hypot(...vector);
  return vector.map((entry) => entry / length);
}

const trainingRows = randomRows(60, 1);
const embeddings = trainingRows.map(({ embedding }) => embedding);

/** The fixture's classes: rows by turns. */
export const gaussians = fitClassGaussians(
  embeddings,
  Int32Array.from(embeddings, (_, row) => row % 3),
  3,
);

/** A small trained model of such features, and what it should say by training's arithmetic. */
export function trainFixture(of: FeatureSpec) {
  const featurize = createFeaturizer(of);
  const withNgrams = (rows: readonly InferenceRow[]) =>
    rows.map(({ text, embedding }) => ({ ngrams: featurize(text), embedding }));
  const vocabulary = fitFeatures(withNgrams(trainingRows), of, 1);
  const matrixOf = (rows: readonly InferenceRow[]) => designRows(withNgrams(rows), vocabulary, of);
  const fitted = heads.map(({ name, labels, temperature }) => {
    const targets = Int32Array.from(trainingRows, ({ text }) => text.length % labels.length);
    const options = { penalty: { l2: 0.1 }, maxIterations: 50, history: 5, gradientTolerance: 1e-6 };
    const { head } = logisticRegression(placeRows(matrixOf(trainingRows)), targets, labels.length).fit(options);
    return { name, head, temperature };
  });
  return {
    model: exportModel({ heads: fitted, vocabulary, gaussians }, of.embedding),
    /** Head → [rows × labels]. */
    expectedProbabilities(rows: readonly InferenceRow[]): Record<string, Float64Array> {
      const matrix = matrixOf(rows);
      return Object.fromEntries(
        fitted.map(({ name, head, temperature }) => [
          name,
          softmaxRows(scoreRows(matrix, head), head.classes, temperature),
        ]),
      );
    },
  };
}

export const { model, expectedProbabilities } = trainFixture(features);

const card: Card = {
  ...leastCard,
  heads: heads.map((head) => ({ ...head, l2: 0.1, embeddingFactor: 1, metrics: noMetrics, leftOut: [] })),
  scope: { head: 'queue', threshold: 5, falseRejections: 0 },
  features,
  featureHash: featureHash(features),
};

/** The fixture version's files. */
export async function versionFiles(): Promise<VersionFiles> {
  const graph = await openGraph(model, heads, features);
  const golden = await recordGolden(graph, randomRows(5, 2));
  await graph.release();
  return encodeContent({ model, card, golden, explanation: undefined });
}

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** A folder of its own for one test, removed after the last one. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-inference-'));
  folders.push(folder);
  return folder;
}

/** Writes a version of these files into a new folder. */
export async function writeFixture(files?: VersionFiles) {
  return writeVersion(await temporaryFolder(), files ?? (await versionFiles()));
}
