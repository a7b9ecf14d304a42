import type { Card } from '@driftdesk/contracts';
import type { RegisteredVersion } from '@driftdesk/registry';
import { headMarkdown } from './head-markdown.js';
import { escapeMarkdown, markdownTable } from './markdown-table.js';

/** A version's card for people to read. */
export function cardMarkdown(version: RegisteredVersion, description: string): string {
  const { card, rejection } = version;
  const parts = [
    `# ${card.name} ${version.reference.version}`,
    escapeMarkdown(description),
    identity(version),
    ...gates(rejection),
    '## Data',
    data(card),
    ...card.heads.map(headMarkdown),
    ...scope(card),
    '## How it was made',
    making(card),
  ];
  return `${parts.join('\n\n')}\n`;
}

function identity({ reference, card, signature }: RegisteredVersion): string {
  const signed =
    signature === undefined ? 'no' : `with key ${signature.keyId}, ${signature.signedAt.toISOString()} (Ed25519)`;
  return markdownTable(
    ['', ''],
    [
      ['Version', reference.version],
      ['Made', card.createdAt],
      ['Trained on', card.trainedOn],
      ['Digest (sha256)', reference.digest],
      ['Signed', signed],
    ],
  );
}

function gates(rejection: RegisteredVersion['rejection']): string[] {
  if (rejection === undefined) return [];
  const reasons = rejection.reasons.map((reason) => `- ${escapeMarkdown(reason)}`).join('\n');
  return ['## Gates', `Rejected on ${rejection.at.toISOString()}, and may not be promoted:`, reasons];
}

function data({ data: { rows, trainingRows, calibrationRows, holdoutRows, groups, digest } }: Card): string {
  const parts = [
    ['Training', trainingRows],
    ['Calibration', calibrationRows],
    ['Holdout', holdoutRows],
    ['All', rows],
  ] as const;
  return [
    `The rows belong to ${groups} groups; no group is in two parts. Snapshot (sha256): \`${digest}\`.`,
    markdownTable(['Part', 'Rows'], parts),
  ].join('\n\n');
}

function scope({ scope: known }: Card): string[] {
  if (known === undefined) return [];
  const share = (known.falseRejections * 100).toFixed(1);
  return [
    '## Scope',
    `A text is out of scope beyond a Mahalanobis distance of ${known.threshold.toFixed(2)} to every label of \`${known.head}\`. Of the holdout rows, all within scope, ${share} % are beyond it.`,
  ];
}

function making({ features, parity, runtime, seconds, ...card }: Card): string {
  const { words, characters, buckets, embedding } = features;
  return markdownTable(
    ['', ''],
    [
      ['Word n-grams', `${words.min} to ${words.max}`],
      ['Character n-grams', `${characters.min} to ${characters.max}`],
      ['Hash buckets', String(buckets)],
      ['Embedding', embeddingText(embedding)],
      ['Feature spec (sha256)', card.featureHash],
      ['Embedding model (sha256)', card.embeddingDigest],
      ['Training run', card.trainingRun],
      ['Code', card.codeVersion],
      ['Runtime', `Node ${runtime.node}, ONNX Runtime ${runtime.onnxruntime}, ${runtime.platform}`],
      ['Graph against trainer', `at most ${parity.largestDifference.toExponential(1)} apart on ${parity.rows} rows`],
      ['Seconds', `${seconds.embed.toFixed(1)} to embed, ${seconds.train.toFixed(1)} to train`],
    ],
  );
}

function embeddingText({ dimensions, scale, landmarks }: Card['features']['embedding']): string {
  const seen = landmarks === undefined ? '' : ` as features of ${landmarks} landmarks`;
  return `${dimensions} dimensions${seen}, times ${scale}`;
}
