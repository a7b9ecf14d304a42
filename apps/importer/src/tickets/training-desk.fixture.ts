import type { Card } from '@driftdesk/contracts';
import type { DeskClient, DeskReply } from '@driftdesk/desk-client';

/** A desk of fixed replies by `METHOD path`; it notes what it was asked to do. */
export function deskOf(replies: Readonly<Record<string, unknown>>): DeskClient & { readonly asked: string[] } {
  const asked: string[] = [];
  const call = (method: string, path: string): Promise<DeskReply> => {
    const name = `${method} ${path}`;
    asked.push(name);
    const body = replies[name];
    const status = (body as { status?: unknown } | undefined)?.status;
    if (body === undefined) return Promise.resolve({ status: 404, body: { detail: `There is no ${name}.` } });
    return Promise.resolve({ status: typeof status === 'number' ? status : 200, body });
  };
  return { asked, call };
}

const metrics = {
  ...{ rows: 7, accuracy: 1, macroF1: 1, weightedF1: 1, ece: 0 },
  ...{ perLabel: {}, perLanguage: {}, confusion: [], abstention: { coverage: 1, accuracy: 1 } },
};

/** A version's card that says as little as a card may. */
export const plainCard: Card = {
  name: 'triage',
  createdAt: '2026-01-01T00:00:00Z',
  trainedOn: 'labelled tickets',
  heads: [
    {
      ...{ name: 'queue', labels: ['a', 'b'], abstains: true, temperature: 1, threshold: 0.5, l2: 1 },
      ...{ embeddingFactor: 1, metrics, leftOut: [] },
    },
  ],
  features: {
    words: { min: 1, max: 2 },
    characters: { min: 3, max: 5 },
    buckets: 1_024,
    embedding: { dimensions: 384, scale: 1 },
  },
  ...{ featureHash: 'f', embeddingDigest: 'e', trainingRun: 'run', codeVersion: '1' },
  data: { digest: 'd', rows: 7, trainingRows: 5, calibrationRows: 1, holdoutRows: 1, groups: 7 },
  runtime: { node: 'v20', onnxruntime: '1', platform: 'linux' },
  parity: { rows: 1, largestDifference: 0 },
  seconds: { embed: 1, train: 1 },
};
