import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FeatureSpec, TrainingRequest } from '@driftdesk/contracts';
import { type LoadedVersion, modelFile, openVersion, VersionCorrupt } from '@driftdesk/inference';
import { TrainingFailed } from './training-failed.js';

/** The version that a candidate is compared with, ready to predict. */
export interface Champion {
  readonly loaded: LoadedVersion;
  readonly modelBytes: number;
}

/** Opens the request's champion, if it names one. @throws TrainingFailed when it is damaged or takes other embeddings */
export async function openChampion(
  { champion }: TrainingRequest,
  { embedding }: FeatureSpec,
): Promise<Champion | undefined> {
  if (champion === undefined) return undefined;
  const loaded = await openVersion(champion.directory, champion.digest).catch((error: unknown) => {
    if (!(error instanceof VersionCorrupt)) throw error;
    throw new TrainingFailed(`The champion cannot be compared with. ${error.reason}`);
  });
  const { dimensions } = loaded.card.features.embedding;
  if (dimensions !== embedding.dimensions) {
    await loaded.release();
    throw new TrainingFailed(
      `The champion ${loaded.version} takes embeddings of ${dimensions} numbers; features.embedding.dimensions of the model spec says ${embedding.dimensions}.`,
    );
  }
  return { loaded, modelBytes: await modelSize(champion.directory) };
}

/** Bytes of a version's graph. */
export async function modelSize(directory: string): Promise<number> {
  return (await stat(join(directory, modelFile))).size;
}
