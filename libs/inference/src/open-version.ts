import type { Card, CardHead, HeadOutput } from '@driftdesk/contracts';
import type { TextExplanation } from './explain-text.js';
import { createExplainer, type Explainer } from './explainer.js';
import { checkGolden } from './golden.js';
import { openGraph, type Graph, type GraphOutput, type InferenceRow } from './graph.js';
import { type CheckedVersion, readVersion } from './read-version.js';
import type { VersionContent } from './version-content.js';
import { VersionCorrupt } from './version-corrupt.js';

/** What a version says of one ticket. */
export interface Prediction {
  readonly heads: Record<string, HeadOutput>;
  /** A head that may abstain is less confident than its threshold. */
  readonly abstained: boolean;
  /** The text is about nothing that training saw. */
  readonly outOfScope: boolean;
}

/** A version that may serve. */
export interface LoadedVersion {
  readonly card: Card;
  /** `v-` and 12 hex digits of the digest. */
  readonly version: string;
  readonly digest: string;
  /** One prediction a row, in order. A row's prediction does not depend on the others. */
  predict(rows: readonly InferenceRow[]): Promise<Prediction[]>;
  /** Takes one row's prediction apart. @throws VersionCorrupt when the files changed since the version was opened */
  explain(row: InferenceRow): Promise<TextExplanation>;
  /** Frees the session once the predictions in flight are done; later ones are refused. */
  release(): Promise<void>;
}

/** Opens a version folder and proves that it does here what it did where it was made. @throws VersionCorrupt */
export async function openVersion(directory: string, expectedDigest?: string): Promise<LoadedVersion> {
  const content = await readVersion(directory, expectedDigest);
  const graph = await openCheckedGraph(content);
  return serve(content, graph, createExplainer(directory, content));
}

async function openCheckedGraph({ model, card, golden }: VersionContent): Promise<Graph> {
  const graph = await openGraph(model, card.heads, card.features).catch((cause: unknown) => {
    throw new VersionCorrupt(`model.onnx cannot be opened: ${messageOf(cause)}`, { cause });
  });
  try {
    await checkGolden(graph, card.heads, golden);
    return graph;
  } catch (cause) {
    await graph.release();
    if (cause instanceof VersionCorrupt) throw cause;
    throw new VersionCorrupt(`model.onnx cannot run the golden rows: ${messageOf(cause)}`, { cause });
  }
}

function serve({ card, version, digest }: CheckedVersion, graph: Graph, explainer: Explainer): LoadedVersion {
  const inFlight = new Set<Promise<unknown>>();
  let released: Promise<void> | undefined;
  const track = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (released) throw new Error(`Version ${version} was released; predict with the one that replaced it.`);
    const running = work();
    inFlight.add(running);
    try {
      return await running;
    } finally {
      inFlight.delete(running);
    }
  };
  return {
    card,
    version,
    digest,
    predict: (rows) => track(async () => (await graph.run(rows)).map((output) => predictionOf(card, output))),
    explain: (row) =>
      track(async () => {
        const [output] = await graph.run([row]);
        return explainer.explain(row, predictionOf(card, output as GraphOutput).heads);
      }),
    release() {
      released ??= Promise.allSettled(inFlight).then(() => {
        explainer.release();
        return graph.release();
      });
      return released;
    },
  };
}

function predictionOf({ heads, scope }: Card, { probabilities, distance }: GraphOutput): Prediction {
  const outputs = heads.map((head) => [head, headOutput(head, probabilities[head.name] as Float32Array)] as const);
  return {
    heads: Object.fromEntries(outputs.map(([{ name }, output]) => [name, output])),
    abstained: outputs.some(([head, output]) => head.abstains && output.confidence < head.threshold),
    outOfScope: scope !== undefined && !((distance as number) <= scope.threshold),
  };
}

function headOutput({ labels }: CardHead, given: Float32Array): HeadOutput {
  // A float32 softmax may exceed 1 by a rounding error, which the event schema refuses.
  const probabilities = Array.from(given, (probability) => Math.min(1, probability));
  const confidence = Math.max(...probabilities);
  return {
    label: labels[probabilities.indexOf(confidence)] as string,
    confidence,
    probabilities: Object.fromEntries(labels.map((label, c) => [label, probabilities[c] as number])),
  };
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
