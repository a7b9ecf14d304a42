import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Example, ModelSpec, TrainingRequest } from '@driftdesk/contracts';
import { createRandom, hashShare } from '@driftdesk/ml';
import { afterAll } from '@jest/globals';
import type { TextEmbedder } from './embed/embed-rows.js';

export const spec: ModelSpec = {
  name: 'fixture',
  description: 'Routes a ticket.',
  heads: [
    { name: 'queue', labels: ['network', 'printing', 'access'], abstains: true },
    { name: 'urgency', labels: ['low', 'high'], abstains: false },
  ],
  features: {
    words: { min: 1, max: 2 },
    characters: { min: 3, max: 5 },
    buckets: 4096,
    embedding: { dimensions: 24, scale: 0.5, landmarks: 12 },
  },
  training: {
    l2: [0.1, 1, 10],
    embeddingFactors: [1, 4],
    maxIterations: 100,
    history: 10,
    holdoutShare: 0.2,
    sliceShare: 0.3,
    calibrationShare: 0.2,
    targetAccuracy: 0.9,
    falseRejections: 0.05,
    minimumExamples: 10,
    seed: 7,
  },
};

const topics = {
  network: ['vpn drops', 'wifi is slow', 'no network at my desk'],
  printing: ['printer jams', 'blank pages come out', 'toner is empty'],
  access: ['password expired', 'account is locked', 'no permission on the share'],
} as const;
const openings = ['Hello,', 'Hi team,', 'Since today', 'Please help:', 'Again'];
const endings = ['thanks', 'in building four', 'can you look at it', 'it worked yesterday', 'for two of us'];

/** Tickets of the three queues, two to a group; a tenth mislabelled, some without an urgency. */
export function randomExamples(count: number, seed: number, source: Example['source'] = 'demo'): Example[] {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const queues = Object.keys(topics) as (keyof typeof topics)[];
  return Array.from({ length: count }, (_, i) => {
    const queue = pick(queues);
    const urgent = random() < 0.5;
    const urgency: Record<string, string> = random() < 0.8 ? { urgency: urgent ? 'high' : 'low' } : {};
    return {
      id: `t${i}`,
      group: `g${i >> 1}`,
      body: `${pick(openings)} ${pick(topics[queue])} ${pick(endings)}${urgent ? ', urgent' : ''} (${numberOf(i)})`,
      language: random() < 0.5 ? 'en' : 'fr',
      source,
      labels: { queue: random() < 0.1 ? pick(queues) : queue, ...urgency },
    };
  });
}

/** No two tickets have the same text. */
function numberOf(ticket: number): string {
  return `case ${ticket.toString(36)}`;
}

/** Unit vectors drawn from a text's words: no model, but texts with words in common are nearer to each other. */
export function wordEmbedder(dimensions = spec.features.embedding.dimensions): TextEmbedder {
  return {
    dimensions,
    digest: 'words',
    embed: async (texts) => texts.map((text) => embedWords(text, dimensions)),
  };
}

function embedWords(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const word of text.split(/\s+/)) {
    const random = createRandom(Math.floor(hashShare(word, 1) * 2 ** 31));
    for (let d = 0; d < dimensions; d++) vector[d] = (vector[d] as number) + random() - 0.5;
  }
  const length = Math.hypot(...vector);
  return vector.map((entry) => entry / length);
}

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A request in a new folder, with a snapshot of these lines; it is removed after the last test. */
export async function writeRequest(
  lines: readonly unknown[],
  changes: Partial<TrainingRequest> = {},
): Promise<TrainingRequest> {
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-trainer-'));
  folders.push(folder);
  const snapshot = join(folder, 'snapshot.jsonl');
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const content = `${text}\n`;
  await writeFile(snapshot, content);
  const none = join(folder, 'no-such-model');
  return {
    trainingRun: 'run-1',
    spec,
    snapshot,
    snapshotDigest: createHash('sha256').update(content).digest('hex'),
    output: folder,
    embeddingModel: none,
    embeddingThreads: 1,
    embeddingCache: join(folder, 'cache'),
    codeVersion: '0',
    ...changes,
  };
}
