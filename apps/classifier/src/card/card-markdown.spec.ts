import { describe, expect, it } from '@jest/globals';
import type { Card, CardHead } from '@driftdesk/contracts';
import type { RegisteredVersion } from '@driftdesk/registry';
import { cardMarkdown } from './card-markdown.js';

const queue: CardHead = {
  name: 'queue',
  labels: ['network', 'a|b <i>'],
  abstains: true,
  temperature: 0.7,
  threshold: 0.58,
  l2: 0.3,
  embeddingFactor: 1,
  metrics: {
    rows: 10,
    accuracy: 0.8,
    macroF1: 0.79,
    weightedF1: 0.8,
    ece: 0.05,
    perLabel: {
      network: { precision: 1, recall: 0.6, f1: 0.75, support: 5 },
      'a|b <i>': { precision: 0.714, recall: 1, f1: 0.833, support: 5 },
    },
    perLanguage: { en: { rows: 10, accuracy: 0.8, macroF1: 0.79 } },
    confusion: [
      [3, 2],
      [0, 5],
    ],
    abstention: { coverage: 0.9, accuracy: 0.85 },
    reliability: [
      { confidence: 0.5, accuracy: 0.25, rows: 4 },
      { confidence: 1, accuracy: 1, rows: 6 },
    ],
  },
  leftOut: [{ label: 'facilities', examples: 3 }],
};

const card: Card = {
  name: 'fixture',
  createdAt: '2026-01-01T00:00:00.000Z',
  trainedOn: 'demo data',
  heads: [queue],
  scope: { head: 'queue', threshold: 20.5, falseRejections: 0.068 },
  features: {
    words: { min: 1, max: 2 },
    characters: { min: 3, max: 5 },
    buckets: 1024,
    embedding: { dimensions: 4, scale: 0.5 },
  },
  featureHash: 'fefe',
  embeddingDigest: 'eded',
  data: { digest: 'dada', rows: 50, trainingRows: 30, calibrationRows: 10, holdoutRows: 10, groups: 12 },
  trainingRun: 'run-1',
  codeVersion: '0.1.0',
  runtime: { node: 'v20.20.0', onnxruntime: '1.30.0', platform: 'linux-x64' },
  parity: { rows: 10, largestDifference: 1.2e-6 },
  seconds: { embed: 12, train: 3.4 },
};

const version: RegisteredVersion = {
  reference: { name: 'fixture', version: 'v-123456789abc', digest: '123456789abc'.padEnd(64, '0') },
  card,
  signature: { keyId: '0123456789abcdef', value: '', signedAt: new Date('2026-01-02T03:04:05Z') },
  rejection: undefined,
};

const withHead = (head: Partial<CardHead>): RegisteredVersion => ({
  ...version,
  card: { ...card, heads: [{ ...queue, ...head }] },
});

describe('a card as Markdown', () => {
  const markdown = cardMarkdown(version, 'Tickets & their queues');

  it('says what the version is, how it was measured and how it was made', () => {
    const lines = markdown.split('\n');
    for (const line of [
      '# fixture v-123456789abc',
      'Tickets &amp; their queues',
      '| Trained on | demo data |',
      '| Signed | with key 0123456789abcdef, 2026-01-02T03:04:05.000Z (Ed25519) |',
      '| Holdout | 10 |',
      '| 10 | 0.800 | 0.790 | 0.800 | 0.050 |',
      '| network | 1.000 | 0.600 | 0.750 | 5 |',
      '| en | 0.800 | 0.790 | 10 |',
      'Registered, but with too few examples to be learned: facilities (3).',
      '| Embedding | 4 dimensions, times 0.5 |',
      '| Graph against trainer | at most 1.2e-6 apart on 10 rows |',
    ]) {
      expect(lines).toContain(line);
    }
    expect(markdown).toContain('Abstains below a confidence of 0.580: 0.900 of the holdout rows are kept');
    expect(markdown).toContain('beyond a Mahalanobis distance of 20.50');
    expect(markdown).toContain('6.8 % are beyond it');
    expect(markdown).not.toContain('## Gates');
    expect(markdown.endsWith('|\n')).toBe(true);
  });

  it('says what the embedding is seen as', () => {
    const features = { ...card.features, embedding: { dimensions: 4, scale: 1, landmarks: 40 } };
    expect(cardMarkdown({ ...version, card: { ...card, features } }, '')).toContain(
      '| Embedding | 4 dimensions as features of 40 landmarks, times 1 |',
    );
  });

  it('has the confusion matrix, whatever labels are called', () => {
    expect(markdown).toContain(
      [
        '|  | network | a\\|b &lt;i&gt; |',
        '| --- | ---: | ---: |',
        '| network | 3 | 2 |',
        '| a\\|b &lt;i&gt; | 0 | 5 |',
      ].join('\n'),
    );
  });

  it('has the reliability curve, as a table and drawn', () => {
    expect(markdown).toContain('| 0.500 | 0.250 | 4 |\n| 1.000 | 1.000 | 6 |');
    expect(markdown).toContain(`0.500       ${'#'.repeat(10)}${' '.repeat(10)}|${' '.repeat(20)} 0.250`);
    expect(markdown).toContain(`1.000       ${'#'.repeat(40)}| 1.000`);
  });

  it('says so when a card has no curve, no rows or no signature', () => {
    const { reliability: _, ...older } = queue.metrics;
    expect(cardMarkdown(withHead({ metrics: older }), '')).toContain('Not measured: the version was made before');
    const empty = cardMarkdown(withHead({ metrics: { ...queue.metrics, reliability: [] } }), '');
    expect(empty).toContain('There were no rows to measure it on.');
    expect(cardMarkdown({ ...version, signature: undefined }, '')).toContain('| Signed | no |');
    expect(cardMarkdown(withHead({ abstains: false }), '')).toContain('Never abstains.');
  });

  it('says why a version was rejected, a reason a line', () => {
    const rejection = { at: new Date('2026-01-03T00:00:00Z'), reasons: ['recall of *network*\nfell', 'too slow'] };
    expect(cardMarkdown({ ...version, rejection }, '')).toContain(
      '## Gates\n\nRejected on 2026-01-03T00:00:00.000Z, and may not be promoted:\n\n- recall of \\*network\\* fell\n- too slow\n',
    );
  });
});
